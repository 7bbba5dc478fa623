package dev.signalbox.mcp.transport;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * The developer's own token from the environment, for requests of their own machine. Only in the profile {@code
 * local}.
 */
@Component
@Profile("local")
@ConditionalOnProperty("signalbox.pat")
class LocalToken {

    private final String token;

    LocalToken(@Value("${signalbox.pat}") String token) {
        this.token = token;
    }

    Optional<String> of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        boolean ownMachine = remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress();
        return ownMachine ? Optional.of(token) : Optional.empty();
    }
}
