package dev.signalbox.platform.access;

import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the credential of a request. It is accepted from one Authorization header and nowhere else: a token in a URL ends up in logs. */
final class CredentialConverter implements ServerAuthenticationConverter {

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> read(exchange.getRequest()));
    }

    private static @Nullable Credential read(ServerHttpRequest request) {
        if (request.getQueryParams().containsKey("access_token")) {
            throw CredentialRefusedException.malformed(
                    "A token in the address is refused. Send it as Authorization: Bearer.");
        }
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return null;
        }
        String[] parts = headers.getFirst().split(" ", 2);
        if (headers.size() > 1 || parts.length < 2 || parts[1].isBlank()) {
            throw CredentialRefusedException.malformed("Send exactly one header, Authorization: Bearer <token>.");
        }
        return new Credential(
                parts[0],
                parts[1].trim(),
                named(request, "X-Tenant-Id", TenantId::of),
                named(request, "X-Project-Id", ProjectId::of));
    }

    private static <T> @Nullable T named(ServerHttpRequest request, String header, Function<String, T> id) {
        String value = request.getHeaders().getFirst(header);
        if (value == null) {
            return null;
        }
        try {
            return id.apply(value);
        } catch (IllegalArgumentException _) {
            throw ApiException.invalid(header, "is not an id");
        }
    }
}
