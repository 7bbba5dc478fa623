package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** A family of protocol revisions. */
sealed interface Era permits LegacyEra, ModernEra {

    /**
     * @param headers null on stdio, which has none
     * @throws JsonRpcFailure when the request does not say what it must beside its method, or contradicts itself
     */
    void check(Request request, @Nullable HttpHeaders headers);

    /** @param session null for a client without one */
    Peer peer(Request request, @Nullable Session session);

    /** @return the result; fails with {@link JsonRpcFailure} */
    Mono<ObjectNode> answer(Conversation conversation);

    /** What HTTP says when an answer fails that way. */
    HttpStatus status(Throwable failure);

    boolean keepsSessions();
}
