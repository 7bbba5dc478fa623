package dev.signalbox.mcp.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** On stdio the process belongs to the person: their token is its own credential, and no service secret is needed. */
@Component
@Profile("stdio")
class OwnToken implements Callers {

    private final Identity identity;

    OwnToken(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Mono<Caller> of(String token, @Nullable String project) {
        return identity.of(Credential.bearer(token), project, false);
    }
}
