package dev.signalbox.platform.idempotency;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.idempotency.IdempotencyRepository.Answer;
import dev.signalbox.platform.idempotency.IdempotencyRepository.Claim;
import dev.signalbox.platform.idempotency.IdempotencyRepository.Earlier;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A POST with an {@code Idempotency-Key} happens once in 24 hours per credential, route and key: the same body sent again gets
 * the first answer, another body is 422, one that is still running is 409. Failures are not kept, so they can be tried again.
 */
@Component
@Order(0)
class IdempotencyFilter implements WebFilter {

    private static final String KEY = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int BODY_LIMIT = 1024 * 1024;

    private final IdempotencyRepository keys;
    private final IdempotencySettings settings;
    private final JsonMapper json;

    IdempotencyFilter(IdempotencyRepository keys, IdempotencySettings settings, JsonMapper json) {
        this.keys = keys;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String key = exchange.getRequest().getHeaders().getFirst(KEY);
        if (key == null || !exchange.getRequest().getMethod().equals(HttpMethod.POST)) {
            return chain.filter(exchange);
        }
        if (!FORM.matcher(key).matches()) {
            return Mono.error(ApiException.invalid(KEY, "must be 1 to 200 visible ASCII characters"));
        }
        String route = exchange.getRequest().getPath().value();
        return Access.current().flatMap(caller -> body(exchange)
                .flatMap(body -> once(exchange, chain, Claim.of(caller, route, key, hash(body)), body)));
    }

    private Mono<Void> once(ServerWebExchange exchange, WebFilterChain chain, Claim claim, byte[] body) {
        return keys.claim(claim)
                .flatMap(first -> first
                        ? run(exchange, chain, claim, body)
                        : keys.find(claim)
                                .switchIfEmpty(Mono.error(IdempotencyFilter::running))
                                .flatMap(earlier -> repeat(exchange, claim, earlier)));
    }

    private Mono<Void> run(ServerWebExchange exchange, WebFilterChain chain, Claim claim, byte[] body) {
        var lease = new Lease(keys, claim, settings.lease());
        var recorded = exchange.mutate()
                .request(new Reread(exchange, body))
                .response(new RecordedResponse(exchange, json, answer -> settle(lease, claim, answer)))
                .build();
        return lease.during(chain.filter(recorded))
                .onErrorResume(failure -> keys.release(claim).then(Mono.error(failure)));
    }

    private Mono<Void> settle(Lease lease, Claim claim, Answer answer) {
        lease.settle();
        return HttpStatusCode.valueOf(answer.status()).is2xxSuccessful()
                ? keys.keep(claim, answer)
                        .filter(kept -> kept)
                        .switchIfEmpty(Mono.error(Lease::gone))
                        .then()
                : keys.release(claim);
    }

    private static Mono<Void> repeat(ServerWebExchange exchange, Claim claim, Earlier earlier) {
        if (!earlier.bodyHash().equals(claim.bodyHash())) {
            return Mono.error(new ApiException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used with another body. Take a new key."));
        }
        Answer answer = earlier.answer();
        return answer == null ? Mono.error(running()) : send(exchange, answer);
    }

    private static ApiException running() {
        return new ApiException(
                        ErrorCode.REQUEST_IN_PROGRESS, "The first request with this Idempotency-Key is still running.")
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    private static Mono<Void> send(ServerWebExchange exchange, Answer answer) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        header(exchange, HttpHeaders.CONTENT_TYPE, answer.contentType());
        header(exchange, HttpHeaders.LOCATION, answer.location());
        header(exchange, HttpHeaders.ETAG, answer.etag());
        header(exchange, "Idempotency-Replayed", "true");
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
    }

    private static void header(
            ServerWebExchange exchange, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            exchange.getResponse().getHeaders().set(name, value);
        }
    }

    private static Mono<byte[]> body(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), BODY_LIMIT)
                .map(IdempotencyFilter::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The request with its body to be read again. */
    private static final class Reread extends ServerHttpRequestDecorator {

        private final ServerWebExchange exchange;
        private final byte[] body;

        Reread(ServerWebExchange exchange, byte[] body) {
            super(exchange.getRequest());
            this.exchange = exchange;
            this.body = body;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
        }
    }
}
