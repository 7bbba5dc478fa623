package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.Outgoing.Message;
import dev.signalbox.mcp.transport.Outgoing.Reply;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what there is to say: one JSON document when that is only the reply, a stream of events when anything comes before. */
final class HttpAnswer {

    private HttpAnswer() {}

    static Mono<Void> write(ServerWebExchange exchange, Flux<Outgoing> messages) {
        Flux<Outgoing> heard = RequestHeaders.takesEvents(exchange.getRequest().getHeaders())
                ? messages
                : messages.filter(Reply.class::isInstance);
        return heard.switchOnFirst((first, all) -> first.get() instanceof Reply(JsonRpcReply reply)
                        ? reply.writeTo(exchange)
                        : EventStream.write(exchange, all.map(HttpAnswer::body)))
                .then();
    }

    private static ObjectNode body(Outgoing outgoing) {
        return switch (outgoing) {
            case Message(ObjectNode body) -> body;
            case Reply(JsonRpcReply reply) ->
                reply.body() == null ? JsonNodeFactory.instance.objectNode() : reply.body();
        };
    }
}
