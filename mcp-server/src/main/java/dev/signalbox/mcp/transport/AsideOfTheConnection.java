package dev.signalbox.mcp.transport;

import io.netty.channel.EventLoop;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Answers a moment later than at once, on the connection's own thread. A request that came before the answer to the one before it had left, and is
 * answered while that thread still reads it, makes Reactor Netty stop reading from the connection (its issue 4361, in 1.3.6 and 1.3.7): the
 * next request, such as the one behind {@code notifications/initialized}, would wait for ever.
 */
@Component
@Profile("!stdio")
@Order(Ordered.HIGHEST_PRECEDENCE)
class AsideOfTheConnection implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        EventLoop thread = thread(ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()));
        return Mono.<Void>create(later -> thread.execute(later::success))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static EventLoop thread(HttpServerRequest request) {
        var thread = new AtomicReference<EventLoop>();
        request.withConnection(connection -> thread.set(connection.channel().eventLoop()));
        return Objects.requireNonNull(thread.get());
    }
}
