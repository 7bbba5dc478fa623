package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Narrowing;
import dev.signalbox.mcp.catalog.ToolAccess;
import dev.signalbox.mcp.platform.Callers;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides who a request is from and which tools it has, before anything of its body is read. */
@Component
class Admission {

    private final Callers callers;
    private final ToolAccess access;

    Admission(Callers callers, ToolAccess access) {
        this.callers = callers;
        this.access = access;
    }

    Mono<Admitted> of(ServerHttpRequest request, BearerToken bearer) {
        return Mono.defer(() -> of(token(request, bearer), RequestNarrowing.of(request)));
    }

    private static String token(ServerHttpRequest request, BearerToken bearer) {
        String token = bearer.of(request);
        Surface.of(request).require(token);
        return token;
    }

    Mono<Admitted> of(String token, Narrowing narrowing) {
        return callers.of(token, narrowing.project()).map(caller -> {
            if (access.of(caller, Narrowing.NONE).tools().isEmpty()) {
                throw new NoToolsException();
            }
            return new Admitted(caller, access.of(caller, narrowing), Mono.defer(() -> of(token, narrowing)));
        });
    }
}
