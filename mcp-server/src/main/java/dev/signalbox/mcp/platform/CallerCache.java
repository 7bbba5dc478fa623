package dev.signalbox.mcp.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who holds a token, for at most {@link #LIFETIME}, and for no longer than the platform says that the token lasts. Guarantee: a
 * revoked token is forgotten as soon as the platform says so, and while the platform cannot say so nothing is remembered at all.
 * Tokens are kept as keyed hashes only. Thread-safe.
 */
@Component
@Profile("!stdio")
class CallerCache {

    static final Duration LIFETIME = Duration.ofSeconds(5);
    private static final int CAPACITY = 10_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final TokenDigest digest = new TokenDigest();
    private final Clock clock;
    private volatile boolean trusted;

    CallerCache(Clock clock) {
        this.clock = clock;
    }

    Mono<Caller> get(String token, @Nullable String project, Mono<Caller> load) {
        if (!trusted) {
            return load;
        }
        String key = digest.of(token) + "/" + project;
        Instant now = clock.instant();
        makeRoom(now);
        return entries.compute(key, (_, old) -> old != null && old.isFresh(now) ? old : entry(key, load, now)).caller;
    }

    /** From here on revocations arrive. */
    void trust() {
        trusted = true;
    }

    /** Revocations do not arrive any more. */
    void distrust() {
        trusted = false;
        entries.clear();
    }

    void forget(String tokenId) {
        entries.values().removeIf(entry -> entry.mayBelongTo(tokenId));
    }

    private Entry entry(String key, Mono<Caller> load, Instant now) {
        var entry = new Entry(now.plus(LIFETIME));
        entry.caller = load.doOnNext(caller -> entry.known = caller)
                .doOnError(_ -> entries.remove(key, entry))
                .cache();
        return entry;
    }

    private void makeRoom(Instant now) {
        if (entries.size() >= CAPACITY) {
            entries.values().removeIf(entry -> !entry.isFresh(now));
        }
        if (entries.size() >= CAPACITY) {
            entries.clear();
        }
    }

    private static final class Entry {

        private final Instant until;
        private Mono<Caller> caller = Mono.never();
        private volatile @Nullable Caller known;

        private Entry(Instant until) {
            this.until = until;
        }

        private boolean isFresh(Instant now) {
            return now.isBefore(until) && !hasExpired(now);
        }

        private boolean hasExpired(Instant now) {
            Caller holder = known;
            return holder != null && holder.expiresAt() != null && !now.isBefore(holder.expiresAt());
        }

        /** One that is still being loaded may have been read just before the revocation. */
        private boolean mayBelongTo(String tokenId) {
            Caller holder = known;
            return holder == null || tokenId.equals(holder.tokenId());
        }
    }
}
