package dev.signalbox.mcp.transport;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Finds the token of a request. Guarantee: it comes from exactly one Authorization header, or the request has none. */
@Component
@Profile("!stdio")
class BearerToken {

    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 4096;

    private final ObjectProvider<LocalToken> local;

    BearerToken(ObjectProvider<LocalToken> local) {
        this.local = local;
    }

    /**
     * @throws MissingTokenException when there is none, {@link MisplacedTokenException} when it is not where it
     * belongs
     */
    String of(ServerHttpRequest request) {
        if (request.getQueryParams().containsKey("access_token")) {
            throw new MisplacedTokenException("A token in the address is refused. Send it as Authorization: Bearer.");
        }
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return local.stream()
                    .flatMap(own -> own.of(request).stream())
                    .findFirst()
                    .orElseThrow(MissingTokenException::new);
        }
        String header = headers.getFirst();
        if (headers.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new MisplacedTokenException("Send exactly one header, Authorization: Bearer <token>.");
        }
        String token = header.substring(SCHEME.length()).trim();
        if (token.isEmpty() || token.length() > LONGEST || token.contains(",") || token.contains(" ")) {
            throw new MisplacedTokenException("Send exactly one token: Authorization: Bearer <token>.");
        }
        return token;
    }
}
