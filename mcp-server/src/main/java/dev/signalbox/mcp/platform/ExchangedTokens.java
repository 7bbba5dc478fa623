package dev.signalbox.mcp.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Over HTTP each request brings somebody's token: it is checked, exchanged, and remembered for a few seconds. */
@Component
@Profile("!stdio")
class ExchangedTokens implements Callers {

    private final TokenExchange tokens;
    private final Identity identity;
    private final CallerCache cache;

    ExchangedTokens(TokenExchange tokens, Identity identity, CallerCache cache) {
        this.tokens = tokens;
        this.identity = identity;
        this.cache = cache;
    }

    @Override
    public Mono<Caller> of(String token, @Nullable String project) {
        return cache.get(token, project, Mono.defer(() -> load(token, project)));
    }

    private Mono<Caller> load(String token, @Nullable String project) {
        return tokens.exchange(token)
                .flatMap(exchanged -> exchanged.run() == null
                        ? identity.of(exchanged.credential(), project, exchanged.grant())
                        : holder(exchanged.run(), project, exchanged.credential()));
    }

    /** Its project is the workflow's; a request may name that one and no other. */
    private static Mono<Caller> holder(RunTokenHolder holder, @Nullable String project, Credential credential) {
        return project == null || project.equals(holder.projectId())
                ? Mono.just(Caller.of(holder, project, credential))
                : Mono.error(new UnknownProjectException(project));
    }
}
