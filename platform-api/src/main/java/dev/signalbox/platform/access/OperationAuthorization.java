package dev.signalbox.platform.access;

import dev.signalbox.platform.problem.ApiException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Guarantee: no operation runs that does not say who may call it, and none before that was checked. Decides on the handler that
 * will serve the request, before its body is read.
 */
@Component
class OperationAuthorization implements ReactiveAuthorizationManager<AuthorizationContext>, SmartInitializingSingleton {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final ApplicationEventPublisher events;
    /** Not before everything is made: it is made later than what authorizes. */
    private volatile @Nullable RequestMappingHandlerMapping mapping;

    OperationAuthorization(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            ApplicationEventPublisher events) {
        this.mappings = mappings;
        this.events = events;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        return operation(context.getExchange())
                .flatMap(method -> decide(method, authentication))
                .switchIfEmpty(Mono.defer(() -> authenticated(authentication)))
                .map(AuthorizationDecision::new);
    }

    private Mono<Method> operation(ServerWebExchange exchange) {
        return Objects.requireNonNull(mapping)
                .getHandler(exchange)
                .ofType(HandlerMethod.class)
                .map(HandlerMethod::getMethod);
    }

    private Mono<Boolean> decide(Method operation, Mono<Authentication> authentication) {
        if (operation.isAnnotationPresent(Anonymous.class)) {
            return Mono.just(true);
        }
        if (operation.isAnnotationPresent(ServiceOnly.class)) {
            return authentication
                    .ofType(ServiceAuthentication.class)
                    .hasElement()
                    .flatMap(OperationAuthorization::orRefuse);
        }
        Mono<Authentication> inPlace = authentication.flatMap(caller -> inPlace(operation, caller));
        Requires requires = operation.getAnnotation(Requires.class);
        return requires == null
                ? authenticated(inPlace)
                : inPlace.ofType(CallerAuthentication.class)
                        .switchIfEmpty(Mono.error(OperationAuthorization::noToken))
                        .flatMap(caller -> scoped(caller.caller(), requires));
    }

    /** A token that mcp-server exchanged a run token for does not show what it came from. */
    private static Mono<Authentication> inPlace(Method operation, Authentication caller) {
        boolean ofRunToken =
                caller instanceof CallerAuthentication ours && ours.caller().workflow() != null;
        return ofRunToken && !takesRunTokens(operation) ? Mono.error(misplaced()) : Mono.just(caller);
    }

    /** Tells a run token where it belongs, before anybody looks whether it is valid. */
    Mono<Void> admits(ServerWebExchange exchange, Authentication claimed) {
        return ((Credential) claimed).isRunToken()
                ? operation(exchange).filter(method -> !takesRunTokens(method)).flatMap(_ -> Mono.error(misplaced()))
                : Mono.empty();
    }

    private static boolean takesRunTokens(Method operation) {
        Requires requires = operation.getAnnotation(Requires.class);
        return requires != null && requires.alsoByRunToken();
    }

    private static ApiException misplaced() {
        return ApiException.unauthenticated(
                "This is a run token: it works at /mcp-runs and /v1/guided only. Use a personal access token here.");
    }

    private static Mono<Boolean> authenticated(Mono<Authentication> authentication) {
        return authentication.ofType(CallerAuthentication.class).hasElement().flatMap(OperationAuthorization::orRefuse);
    }

    private static Mono<Boolean> orRefuse(boolean allowed) {
        return allowed ? Mono.just(true) : Mono.error(noToken());
    }

    private Mono<Boolean> scoped(Caller caller, Requires requires) {
        Scope scope = requires.value();
        if (requires.roleInProject() ? caller.carries(scope) : caller.has(scope)) {
            return Mono.just(true);
        }
        events.publishEvent(new Access.Denied(caller, scope.wire()));
        return Mono.error(ApiException.insufficientScope(scope.wire()));
    }

    private static ApiException noToken() {
        return ApiException.unauthenticated("This needs a token: send Authorization: Bearer <token>.");
    }

    /** Refuses to start with an operation that forgot to say who may call it. */
    @Override
    public void afterSingletonsInstantiated() {
        mapping = mappings.getObject();
        List<String> silent = mapping.getHandlerMethods().values().stream()
                .map(HandlerMethod::getMethod)
                .filter(method -> method.getDeclaringClass().getName().startsWith("dev.signalbox."))
                .filter(method -> !declares(method))
                .map(Method::toGenericString)
                .toList();
        if (!silent.isEmpty()) {
            throw new IllegalStateException("Operations without @Requires: " + silent);
        }
    }

    static boolean declares(Method method) {
        return method.isAnnotationPresent(Requires.class)
                || method.isAnnotationPresent(Anonymous.class)
                || method.isAnnotationPresent(Authenticated.class)
                || method.isAnnotationPresent(ServiceOnly.class);
    }
}
