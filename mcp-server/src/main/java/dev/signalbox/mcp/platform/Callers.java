package dev.signalbox.mcp.platform;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells who holds a token. */
public interface Callers {

    /**
     * Guarantee: a caller comes out only for a token that the platform calls valid; there is no default one.
     *
     * @param project narrows the caller to this project of theirs
     * @return never empty; fails with {@link CallerRefusedException}, {@link UnknownProjectException} or
     *     {@link PlatformUnavailableException}
     */
    Mono<Caller> of(String token, @Nullable String project);
}
