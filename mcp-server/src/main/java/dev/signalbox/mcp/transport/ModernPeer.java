package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** It says with each request what it can do, and is asked by a result, after which it sends the request again with answers. */
record ModernPeer(Request request) implements Peer {

    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    private static final String ANSWERS = "inputResponses";

    @Override
    public boolean can(String capability) {
        return request.meta().path(CAPABILITIES).has(capability);
    }

    @Override
    public boolean hears(LogLevel level) {
        return LogLevel.of(request.meta().path(LOG_LEVEL).asString(""))
                .filter(level::isAtLeast)
                .isPresent();
    }

    @Override
    public Mono<Map<String, ObjectNode>> ask(
            Map<String, Question> questions, @Nullable String state, Consumer<ObjectNode> out) {
        JsonNode given = request.params().path(ANSWERS);
        if (!given.isMissingNode() && !given.isObject()) {
            return Mono.error(JsonRpcFailure.invalidParams(ANSWERS + " must be an object"));
        }
        Map<String, ObjectNode> answers = new LinkedHashMap<>();
        Map<String, Question> open = new LinkedHashMap<>();
        questions.forEach((key, question) -> {
            if (given.path(key) instanceof ObjectNode answer) {
                answers.put(key, answer);
            } else {
                open.put(key, question);
            }
        });
        return open.isEmpty() ? Mono.just(answers) : Mono.error(new InputRequiredException(open, state));
    }
}
