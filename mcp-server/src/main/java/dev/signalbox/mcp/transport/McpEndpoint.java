package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.CallerRefusedException;
import dev.signalbox.mcp.transport.Outgoing.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streamable HTTP for every revision we speak, at one address. Bare, since every request comes through here, and nothing of it is
 * bound to arguments: an annotated one took a twentieth of a call.
 */
@Component
@Profile("!stdio")
class McpEndpoint implements WebHandler {

    static final String PATH = "/mcp";
    static final String RUNS_PATH = "/mcp-runs";
    static final String INSTANCE_PATH = "/connectors/{instance}/mcp";

    private final BearerToken bearer;
    private final Admission admission;
    private final Mailbox mailbox;
    private final Sessions sessions;
    private final Listening listening;
    private final Refusals refusals;
    private final GuessedTokens guesses;

    McpEndpoint(
            BearerToken bearer,
            Admission admission,
            Mailbox mailbox,
            Sessions sessions,
            Listening listening,
            Refusals refusals,
            GuessedTokens guesses) {
        this.bearer = bearer;
        this.admission = admission;
        this.mailbox = mailbox;
        this.sessions = sessions;
        this.listening = listening;
        this.refusals = refusals;
        this.guesses = guesses;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return switch (exchange.getRequest().getMethod().name()) {
            case "POST" -> post(exchange);
            case "GET" -> get(exchange);
            case "DELETE" -> delete(exchange);
            default ->
                JsonRpcReply.empty(HttpStatus.METHOD_NOT_ALLOWED)
                        .header(HttpHeaders.ALLOW, "POST, GET, DELETE")
                        .writeTo(exchange);
        };
    }

    private Mono<Void> post(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Flux<Outgoing> answer = admission.of(request, bearer).flatMapMany(who -> PostedMessage.of(request)
                .flatMapMany(message -> mailbox.take(message, request.getHeaders(), session(exchange), who)));
        return HttpAnswer.write(
                exchange, answer.onErrorResume(failure -> Flux.just(new Reply(refusal(exchange, failure)))));
    }

    /** What this server has to say on its own, to clients with a session. Others listen with a request. */
    private Mono<Void> get(ServerWebExchange exchange) {
        return admission
                .of(exchange.getRequest(), bearer)
                .flatMap(who -> {
                    Session session = sessions.require(session(exchange), who.caller());
                    return session == null
                            ? noStream().writeTo(exchange)
                            : EventStream.write(exchange, news(session, who));
                })
                .onErrorResume(failure -> refusal(exchange, failure).writeTo(exchange));
    }

    private Mono<Void> delete(ServerWebExchange exchange) {
        return admission
                .of(exchange.getRequest(), bearer)
                .map(who -> {
                    Session session = sessions.require(session(exchange), who.caller());
                    if (session == null) {
                        throw new UnknownSessionException();
                    }
                    sessions.end(session);
                    return JsonRpcReply.empty(HttpStatus.NO_CONTENT);
                })
                .onErrorResume(failure -> Mono.just(refusal(exchange, failure)))
                .flatMap(reply -> reply.writeTo(exchange));
    }

    private Flux<ObjectNode> news(Session session, Admitted who) {
        return session.asOnlyListener(
                listening.news(who, () -> Wanted.everyList(session.subscriptions())), sessions.remaining(session));
    }

    private JsonRpcReply refusal(ServerWebExchange exchange, Throwable failure) {
        RuntimeException counted = failure instanceof CallerRefusedException refused
                ? guesses.counted(exchange.getRequest(), refused)
                : null;
        return Surface.of(exchange.getRequest())
                .spoken(refusals.reply(null, counted == null ? failure : counted, HttpStatus.BAD_REQUEST));
    }

    private static @Nullable String session(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getFirst(RequestHeaders.SESSION);
    }

    private static JsonRpcReply noStream() {
        return JsonRpcReply.empty(HttpStatus.METHOD_NOT_ALLOWED).header(HttpHeaders.ALLOW, "POST, DELETE");
    }
}
