package dev.signalbox.platform.access;

import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@link OperationAuthorization} looks for the handler of a request before the dispatcher does; among hundreds, so that one looks. */
@Component
class HandlerFoundOnce implements WebFluxRegistrations {

    private static final String FOUND = HandlerFoundOnce.class.getName();

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Mapping();
    }

    private static final class Mapping extends RequestMappingHandlerMapping {

        @Override
        public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
            HandlerMethod found = exchange.getAttribute(FOUND);
            return found != null
                    ? Mono.just(found)
                    : super.getHandlerInternal(exchange)
                            .doOnNext(handler -> exchange.getAttributes().put(FOUND, handler));
        }
    }
}
