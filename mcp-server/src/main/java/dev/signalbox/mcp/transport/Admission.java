package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Narrowing;
import dev.signalbox.mcp.catalog.ToolAccess;
import dev.signalbox.mcp.catalog.ToolAccess.Visible;
import dev.signalbox.mcp.catalog.UnknownInstanceException;
import dev.signalbox.mcp.platform.Caller;
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
        return Mono.defer(() -> {
            String token = bearer.of(request);
            Surface surface = Surface.of(request);
            surface.require(token);
            return of(token, surface, RequestNarrowing.of(request));
        });
    }

    Mono<Admitted> of(String token, Narrowing narrowing) {
        return of(token, new Surface.Everything(), narrowing);
    }

    private Mono<Admitted> of(String token, Surface surface, Narrowing narrowing) {
        return callers.of(token, narrowing.project()).flatMap(caller -> tools(caller, surface, narrowing)
                .map(tools -> new Admitted(caller, surface, tools, Mono.defer(() -> of(token, surface, narrowing)))));
    }

    private Mono<Visible> tools(Caller caller, Surface surface, Narrowing narrowing) {
        return switch (surface) {
            case Surface.Instance instance -> ofInstance(caller, instance, narrowing);
            case Surface.Everything _, Surface.Runs _ ->
                access.opensAny(caller) ? access.of(caller, narrowing) : Mono.error(new NoToolsException());
        };
    }

    /** Rights first: whoever has none does not learn which instances there are. */
    private Mono<Visible> ofInstance(Caller caller, Surface.Instance instance, Narrowing narrowing) {
        if (caller.granted() != null) {
            return Mono.error(new WrongTokenException(
                    "A client's own sign-in is for %s. Use a personal access token here: Authorization: Bearer pat_…"
                            .formatted(McpEndpoint.PATH)));
        }
        if (!access.opensConnectors(caller)) {
            return Mono.error(new NoToolsException());
        }
        return instance.isAnId()
                ? access.ofInstance(caller, narrowing, instance.id())
                : Mono.error(new UnknownInstanceException());
    }
}
