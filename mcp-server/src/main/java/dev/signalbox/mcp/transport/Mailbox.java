package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Notification;
import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import dev.signalbox.mcp.transport.JsonRpcMessage.Response;
import dev.signalbox.mcp.transport.Outgoing.Reply;
import dev.signalbox.mcp.transport.RunningCalls.Key;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes the messages of clients, whatever kind they are, whoever is let in and whichever revision they speak. */
@Component
class Mailbox {

    private final Eras eras;
    private final Sessions sessions;
    private final Answering answering;
    private final RunningCalls calls;
    private final Refusals refusals;

    Mailbox(Eras eras, Sessions sessions, Answering answering, RunningCalls calls, Refusals refusals) {
        this.eras = eras;
        this.sessions = sessions;
        this.answering = answering;
        this.calls = calls;
        this.refusals = refusals;
    }

    /**
     * All there is to say to a message, the reply at last.
     *
     * @param headers null on stdio, which has none
     * @param named the session the client says it has
     */
    Flux<Outgoing> take(JsonRpcMessage message, @Nullable HttpHeaders headers, @Nullable String named, Admitted who) {
        return switch (message) {
            case Request request -> answer(request, headers, named, who);
            case Notification notification -> {
                heed(notification, sessions.require(named, who.caller()), who);
                yield accepted();
            }
            case Response response -> {
                Session session = sessions.require(named, who.caller());
                if (session != null) {
                    session.answered(response);
                }
                yield accepted();
            }
        };
    }

    private Flux<Outgoing> answer(
            Request request, @Nullable HttpHeaders headers, @Nullable String named, Admitted who) {
        Era era = eras.of(request, headers == null ? null : headers.getFirst(RequestHeaders.VERSION));
        boolean opens = era.keepsSessions() && request.method().equals(McpSchema.METHOD_INITIALIZE);
        Session session;
        try {
            era.check(request, headers);
            session = era.keepsSessions() && !opens ? sessions.require(named, who.caller()) : null;
        } catch (JsonRpcFailure | UnknownSessionException refused) {
            return Flux.just(new Reply(refusals.reply(request.id(), refused, HttpStatus.BAD_REQUEST)));
        }
        Flux<Outgoing> answer = answering.to(request, era, who, session);
        return opens ? answer.map(outgoing -> opened(outgoing, request, who)) : answer;
    }

    private Outgoing opened(Outgoing outgoing, Request request, Admitted who) {
        if (!(outgoing instanceof Reply(JsonRpcReply reply)) || reply.isFailure()) {
            return outgoing;
        }
        ObjectNode capabilities = request.params().path("capabilities") instanceof ObjectNode said
                ? said
                : JsonNodeFactory.instance.objectNode();
        return new Reply(reply.header(
                RequestHeaders.SESSION,
                sessions.open(who.caller(), capabilities).id()));
    }

    private void heed(Notification notification, @Nullable Session session, Admitted who) {
        if (notification.isCancellation()) {
            calls.cancel(Key.of(
                    who.caller(),
                    session == null ? null : session.id(),
                    notification.params().path("requestId")));
        }
    }

    private static Flux<Outgoing> accepted() {
        return Flux.just(new Reply(JsonRpcReply.empty(HttpStatus.ACCEPTED)));
    }
}
