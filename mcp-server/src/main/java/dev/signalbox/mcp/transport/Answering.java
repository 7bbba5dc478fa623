package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import dev.signalbox.mcp.transport.Outgoing.Message;
import dev.signalbox.mcp.transport.Outgoing.Reply;
import dev.signalbox.mcp.transport.RunningCalls.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/** Works on a request until it is answered. Whoever stops listening stops the work. */
@Component
class Answering {

    private final RunningCalls calls;
    private final Refusals refusals;

    Answering(RunningCalls calls, Refusals refusals) {
        this.calls = calls;
        this.refusals = refusals;
    }

    /** All there is to say; never fails, the last one is the reply. */
    Flux<Outgoing> to(Request request, Era era, Admitted who, @Nullable Session session) {
        return Flux.create(out -> answer(request, era, who, session, out));
    }

    private void answer(Request request, Era era, Admitted who, @Nullable Session session, FluxSink<Outgoing> out) {
        var conversation =
                new Conversation(request, who, era.peer(request, session), message -> out.next(new Message(message)));
        Key key = Key.of(who.caller(), session == null ? null : session.id(), request.id());
        out.onDispose(calls.track(key, era.answer(conversation))
                .map(result -> JsonRpcReply.result(request.id(), result))
                .onErrorResume(failure -> Mono.just(refusals.reply(request.id(), failure, era.status(failure))))
                .subscribe(
                        reply -> {
                            out.next(new Reply(reply));
                            out.complete();
                        },
                        out::error));
    }
}
