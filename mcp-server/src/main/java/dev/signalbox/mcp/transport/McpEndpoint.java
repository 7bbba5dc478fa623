package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.CallerRefusedException;
import dev.signalbox.mcp.transport.JsonRpcMessage.Notification;
import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import dev.signalbox.mcp.transport.JsonRpcMessage.Response;
import dev.signalbox.mcp.transport.RunningCalls.Key;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Streamable HTTP for every revision we speak, at one address. */
@RestController
@RequestMapping({McpEndpoint.PATH, McpEndpoint.RUNS_PATH})
@Profile("!stdio")
class McpEndpoint {

    static final String PATH = "/mcp";
    static final String RUNS_PATH = "/mcp-runs";

    private static final int LARGEST_BODY = 1024 * 1024;

    private final BearerToken bearer;
    private final Admission admission;
    private final Eras eras;
    private final Sessions sessions;
    private final RunningCalls calls;
    private final Refusals refusals;
    private final GuessedTokens guesses;

    McpEndpoint(
            BearerToken bearer,
            Admission admission,
            Eras eras,
            Sessions sessions,
            RunningCalls calls,
            Refusals refusals,
            GuessedTokens guesses) {
        this.bearer = bearer;
        this.admission = admission;
        this.eras = eras;
        this.sessions = sessions;
        this.calls = calls;
        this.refusals = refusals;
        this.guesses = guesses;
    }

    @PostMapping
    Mono<Void> post(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return reply(exchange, admission.of(request, bearer).flatMap(who -> body(request)
                .map(JsonRpcMessage::parse)
                .flatMap(message -> answer(message, request.getHeaders(), who))));
    }

    /** This server sends nothing on its own, so there is no stream to listen to. */
    @GetMapping
    Mono<Void> get(ServerWebExchange exchange) {
        return reply(exchange, admission.of(exchange.getRequest(), bearer).map(_ -> JsonRpcReply.empty(
                        HttpStatus.METHOD_NOT_ALLOWED)
                .header(HttpHeaders.ALLOW, "%s, %s".formatted(HttpMethod.POST, HttpMethod.DELETE))));
    }

    @DeleteMapping
    Mono<Void> delete(ServerWebExchange exchange) {
        return reply(exchange, admission.of(exchange.getRequest(), bearer).map(who -> {
            String session = exchange.getRequest().getHeaders().getFirst(RequestHeaders.SESSION);
            if (session == null) {
                throw new UnknownSessionException();
            }
            sessions.close(session, who.caller());
            return JsonRpcReply.empty(HttpStatus.NO_CONTENT);
        }));
    }

    private Mono<JsonRpcReply> answer(JsonRpcMessage message, HttpHeaders headers, Admitted who) {
        String session = headers.getFirst(RequestHeaders.SESSION);
        return switch (message) {
            case Request request -> answer(request, headers, session, who);
            case Notification notification -> {
                heed(notification, session, who);
                yield Mono.just(JsonRpcReply.empty(HttpStatus.ACCEPTED));
            }
            case Response _ -> Mono.just(JsonRpcReply.empty(HttpStatus.ACCEPTED));
        };
    }

    private Mono<JsonRpcReply> answer(Request request, HttpHeaders headers, @Nullable String session, Admitted who) {
        Era era = eras.of(request, headers.getFirst(RequestHeaders.VERSION));
        boolean opens = era.keepsSessions() && request.method().equals(McpSchema.METHOD_INITIALIZE);
        try {
            era.check(request, headers);
            if (era.keepsSessions() && !opens) {
                sessions.require(session, who.caller());
            }
        } catch (JsonRpcFailure | UnknownSessionException refused) {
            return Mono.just(refusals.reply(request.id(), refused, HttpStatus.BAD_REQUEST));
        }
        return calls.track(Key.of(who.caller(), session, request.id()), era.answer(request, who))
                .map(result -> JsonRpcReply.result(request.id(), result))
                .map(reply -> opens ? reply.header(RequestHeaders.SESSION, sessions.open(who.caller())) : reply)
                .onErrorResume(failure -> Mono.just(refusals.reply(request.id(), failure, era.status(failure))));
    }

    private void heed(Notification notification, @Nullable String session, Admitted who) {
        if (notification.isCancellation()) {
            calls.cancel(Key.of(who.caller(), session, notification.params().path("requestId")));
        }
    }

    private Mono<Void> reply(ServerWebExchange exchange, Mono<JsonRpcReply> reply) {
        return reply.onErrorMap(
                        CallerRefusedException.class, refused -> guesses.counted(exchange.getRequest(), refused))
                .onErrorResume(failure -> Mono.just(refusals.reply(null, failure, HttpStatus.BAD_REQUEST)))
                .flatMap(answer -> answer.writeTo(exchange));
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        if (type == null || !MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            return Mono.error(new UnsupportedMediaTypeException());
        }
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(McpEndpoint::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
