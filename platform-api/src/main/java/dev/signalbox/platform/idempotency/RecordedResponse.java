package dev.signalbox.platform.idempotency;

import dev.signalbox.platform.idempotency.IdempotencyRepository.Answer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps an answer before it is sent: whoever got it can rely on getting it again. */
class RecordedResponse extends ServerHttpResponseDecorator {

    private final ServerWebExchange exchange;
    private final JsonMapper json;
    private final Function<Answer, Mono<Void>> keep;

    RecordedResponse(ServerWebExchange exchange, JsonMapper json, Function<Answer, Mono<Void>> keep) {
        super(exchange.getResponse());
        this.exchange = exchange;
        this.json = json;
        this.keep = keep;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return DataBufferUtils.join(Flux.from(body))
                .map(IdempotencyFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> keep.apply(answer(bytes))
                        .then(Mono.defer(
                                () -> super.writeWith(Mono.just(bufferFactory().wrap(bytes))))));
    }

    @Override
    public Mono<Void> setComplete() {
        return keep.apply(answer(new byte[0])).then(super.setComplete());
    }

    private Answer answer(byte[] body) {
        HttpStatusCode status = getStatusCode();
        return new Answer(
                status == null ? HttpStatus.OK.value() : status.value(),
                getHeaders().getFirst("Content-Type"),
                getHeaders().getFirst("Location"),
                getHeaders().getFirst("ETag"),
                withoutSecret(body));
    }

    private byte[] withoutSecret(byte[] body) {
        return exchange.getAttribute(OnceOnly.ATTRIBUTE) instanceof String secret
                        && json.readTree(body) instanceof ObjectNode fields
                ? json.writeValueAsBytes(fields.without(secret))
                : body;
    }
}
