package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.StreamedResponse;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The platform's only HTTP client for addresses that somebody outside has named. The guarantees are those of
 * {@link ConnectorHttp}; blocks, so it belongs on a virtual thread.
 */
@Component
public class GuardedHttp implements ConnectorHttp {

    private static final int MOST_REDIRECTS = 3;

    private final AddressGuard guard;
    private final OutboundSettings settings;
    private final SslContext trust;

    @Autowired
    GuardedHttp(AddressGuard guard, OutboundSettings settings) throws SSLException {
        this(guard, settings, SslContextBuilder.forClient().build());
    }

    /** @param trust whose certificates are believed; the name in them is checked in any case */
    GuardedHttp(AddressGuard guard, OutboundSettings settings, SslContext trust) {
        this.guard = guard;
        this.settings = settings;
        this.trust = trust;
    }

    @Override
    public Response send(Request request) throws InterruptedException {
        return send(request, settings.limits());
    }

    /** @param limits instead of those that connectors have */
    public Response send(Request request, ExchangeLimits limits) throws InterruptedException {
        return follow(request, limits, (exchange, _) -> exchange.run(), response -> response);
    }

    @Override
    public StreamedResponse open(Request request) throws InterruptedException {
        return follow(request, settings.limits(), Exchange::open, Arrival::head);
    }

    /** How an exchange is made: its answer whole, or as soon as its headers are there. */
    @FunctionalInterface
    private interface Manner<A> {
        Mono<A> begin(Exchange exchange, long deadline);
    }

    private <A> A follow(Request request, ExchangeLimits limits, Manner<A> manner, Function<A, Response> head)
            throws InterruptedException {
        RequestRules.check(request, limits.requestSize().toBytes());
        var deadline = System.nanoTime() + limits.timeout(request).toNanos();
        var current = request;
        for (int redirects = 0; ; redirects++) {
            var answer = exchange(current, deadline, limits, manner);
            var next = next(current, answer, head);
            if (next.isEmpty()) {
                return answer;
            }
            close(answer);
            if (redirects == MOST_REDIRECTS) {
                throw new ToolException(
                        Reason.UPSTREAM_FAILED,
                        request.uri().getHost() + " redirects more than " + MOST_REDIRECTS + " times.");
            }
            current = next.get();
        }
    }

    private static <A> Optional<Request> next(Request request, A answer, Function<A, Response> head) {
        try {
            return Redirects.next(request, head.apply(answer));
        } catch (ToolException refused) {
            close(answer);
            throw refused;
        }
    }

    private static void close(Object answer) {
        if (answer instanceof Arrival arrival) {
            arrival.close();
        }
    }

    /** Tries the addresses in turn, but only while nothing has been sent. */
    private <A> A exchange(Request request, long deadline, ExchangeLimits limits, Manner<A> manner)
            throws InterruptedException {
        List<InetAddress> addresses = guard.admit(request.uri());
        for (int i = 0; ; i++) {
            var exchange = new Exchange(request, addresses.get(i), trust, settings.connectTimeout(), limits);
            try {
                return await(manner.begin(exchange, deadline), deadline);
            } catch (ExecutionException | TimeoutException e) {
                if (exchange.sent() || i == addresses.size() - 1 || e instanceof TimeoutException) {
                    throw failure(request, exchange, Objects.requireNonNullElse(e.getCause(), e));
                }
            }
        }
    }

    private static <A> A await(Mono<A> exchange, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<@Nullable A> answer = exchange.toFuture();
        try {
            return Objects.requireNonNull(answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        } finally {
            // Ends the exchange when we stop waiting, and is nothing when it has ended.
            answer.cancel(true);
        }
    }

    private static ToolException failure(Request request, Exchange exchange, Throwable cause) {
        if (cause instanceof ToolException known) {
            return known;
        }
        var host = request.uri().getHost();
        if (exchange.sent() && !RequestRules.reads(request.method())) {
            return new ToolException(
                    Reason.OUTCOME_UNKNOWN,
                    host + " was sent the request and did not answer; it may have acted on it.",
                    cause);
        }
        var message =
                switch (cause) {
                    case TimeoutException _ -> " did not answer in time.";
                    case SSLException _ -> " does not prove who it is: its TLS certificate was refused.";
                    default -> " cannot be reached.";
                };
        return new ToolException(Reason.UNAVAILABLE, host + message, cause);
    }
}
