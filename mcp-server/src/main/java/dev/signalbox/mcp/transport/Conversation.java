package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request while it is being answered: what was asked, by whom, and what may be said before the answer. */
final class Conversation {

    private final Request request;
    private final Admitted who;
    private final Peer peer;
    private final Consumer<ObjectNode> out;

    Conversation(Request request, Admitted who, Peer peer, Consumer<ObjectNode> out) {
        this.request = request;
        this.who = who;
        this.peer = peer;
        this.out = out;
    }

    Request request() {
        return request;
    }

    ObjectNode params() {
        return request.params();
    }

    Admitted who() {
        return who;
    }

    Peer peer() {
        return peer;
    }

    void say(ObjectNode message) {
        out.accept(message);
    }

    boolean wantsProgress() {
        return isToken(progressToken());
    }

    /** Says nothing to a client that did not ask for it. */
    void progress(Progress step) {
        if (wantsProgress()) {
            say(Notices.progress(progressToken(), step));
        }
    }

    /** Says nothing to a client that does not want to hear of it. */
    void log(LogLevel level, String logger, String text) {
        if (peer.hears(level)) {
            say(Notices.log(level, logger, text));
        }
    }

    /** @return fails when the client did not say that it can answer such questions */
    Mono<Map<String, ObjectNode>> ask(Map<String, Question> questions, @Nullable String state) {
        return questions.values().stream()
                .map(Question::capability)
                .filter(capability -> !peer.can(capability))
                .findFirst()
                .map(missing -> Mono.<Map<String, ObjectNode>>error(JsonRpcFailure.missingCapability(missing)))
                .orElseGet(() -> peer.ask(questions, state, out));
    }

    private JsonNode progressToken() {
        return request.meta().path("progressToken");
    }

    private static boolean isToken(JsonNode token) {
        return token.isString() || token.isIntegralNumber();
    }
}
