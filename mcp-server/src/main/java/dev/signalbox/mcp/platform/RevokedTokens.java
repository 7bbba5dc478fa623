package dev.signalbox.mcp.platform;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The ids of tokens as they are revoked, for whoever still works for one of them. */
@Component
public class RevokedTokens {

    private static final int WAITING = 10_000;

    private final Sinks.Many<String> ids = Sinks.many().multicast().directBestEffort();

    public Flux<String> ids() {
        return ids.asFlux().onBackpressureBuffer(WAITING);
    }

    void announce(String tokenId) {
        ids.emitNext(tokenId, Sinks.EmitFailureHandler.FAIL_FAST);
    }
}
