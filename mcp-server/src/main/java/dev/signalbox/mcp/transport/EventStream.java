package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Messages as server-sent events, with a sign of life when there is nothing to say, since proxies cut what is silent. */
final class EventStream {

    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private EventStream() {}

    static Mono<Void> write(ServerWebExchange exchange, Flux<ObjectNode> messages) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        response.getHeaders().set("X-Accel-Buffering", "no");
        Flux<byte[]> events = messages.map(EventStream::event).publish(EventStream::withSignsOfLife);
        return response.writeAndFlushWith(events.map(event -> Mono.just(wrap(response, event))));
    }

    private static Flux<byte[]> withSignsOfLife(Flux<byte[]> events) {
        // The first one at once: headers go out with it, and some clients wait for them
        Flux<byte[]> alive = Flux.interval(Duration.ZERO, SILENCE)
                .onBackpressureDrop()
                .map(_ -> ALIVE)
                .takeUntilOther(events.ignoreElements());
        return Flux.merge(events, alive);
    }

    /** One line of data: a JSON text has no line break of its own. */
    private static byte[] event(ObjectNode message) {
        return "event: message\ndata: %s\n\n"
                .formatted(Json.MAPPER.writeValueAsString(message))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static DataBuffer wrap(ServerHttpResponse response, byte[] event) {
        return response.bufferFactory().wrap(event);
    }
}
