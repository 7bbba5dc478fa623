package dev.signalbox.mcp.transport;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Guarantee: no route and no method answers a request that names another host or comes from a page of another origin,
 * so that no web
 * page can reach a server on the reader's own machine by way of a name that changes its address.
 */
@Component
@Profile("!stdio")
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HostAndOrigin implements WebFilter {

    private final AllowList hosts;
    private final AllowList origins;

    HostAndOrigin(McpSettings settings) {
        this.hosts = new AllowList(settings.allowedHosts());
        this.origins = new AllowList(settings.allowedOrigins());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders request = exchange.getRequest().getHeaders();
        HttpHeaders response = exchange.getResponse().getHeaders();
        response.set("X-Content-Type-Options", "nosniff");
        response.setCacheControl("no-store");
        List<String> host = request.getOrEmpty(HttpHeaders.HOST);
        List<String> origin = request.getOrEmpty(HttpHeaders.ORIGIN);
        if (host.size() != 1 || !hosts.allows(host.getFirst())) {
            return refuse(exchange, "The Host header names no host of this server.");
        }
        // Clients that are no browser send none
        if (origin.size() > 1 || origin.stream().anyMatch(value -> !origins.allows(value))) {
            return refuse(exchange, "Pages of this origin may not call this server.");
        }
        return chain.filter(exchange);
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, String why) {
        return JsonRpcReply.failure(HttpStatus.FORBIDDEN, null, JsonRpcFailure.refused("PERMISSION_DENIED", why))
                .writeTo(exchange);
    }
}
