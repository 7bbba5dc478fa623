package dev.signalbox.mcp.transport;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers on another thread than the connection's. A request that came before the answer to the one before it had left, and is
 * answered at once on that thread, makes Reactor Netty stop reading from the connection (its issue 4361, in 1.3.6 and 1.3.7): the
 * next request, such as the one behind {@code notifications/initialized}, would wait for ever.
 */
@Component
@Profile("!stdio")
@Order(Ordered.HIGHEST_PRECEDENCE)
class AsideOfTheConnection implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).subscribeOn(Schedulers.parallel());
    }
}
