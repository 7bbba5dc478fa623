package dev.signalbox.mcp.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** It said once, in {@code initialize}, what it can do, and is asked by requests of the server's, one after the other. */
record LegacyPeer(@Nullable Session session) implements Peer {

    @Override
    public boolean can(String capability) {
        return session != null && session.capabilities().has(capability);
    }

    @Override
    public boolean hears(LogLevel level) {
        return session != null && level.isAtLeast(session.threshold());
    }

    @Override
    public Mono<Map<String, ObjectNode>> ask(
            Map<String, Question> questions, @Nullable String state, Consumer<ObjectNode> out) {
        if (session == null) {
            return Mono.error(JsonRpcFailure.invalidParams("this needs a session; send initialize first"));
        }
        Map<String, ObjectNode> answers = new LinkedHashMap<>();
        return Flux.fromIterable(questions.entrySet())
                .concatMap(
                        one -> session.ask(one.getValue(), out).doOnNext(answer -> answers.put(one.getKey(), answer)))
                .then(Mono.just(answers));
    }
}
