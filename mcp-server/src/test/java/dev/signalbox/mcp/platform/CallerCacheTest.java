package dev.signalbox.mcp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CallerCacheTest {

    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private final Settable clock = new Settable();
    private final CallerCache cache = new CallerCache(clock);
    private final AtomicInteger loads = new AtomicInteger();

    @BeforeEach
    void revocationsArrive() {
        cache.trust();
    }

    @Test
    void aCallerIsRememberedForAMoment() {
        assertThat(loadsAfter(0, null)).isEqualTo(1);
        assertThat(loadsAfter(4, null)).isEqualTo(1);
        assertThat(loadsAfter(5, null)).isEqualTo(2);
    }

    @Test
    void nobodyIsRememberedForLongerThanTheirTokenLasts() {
        assertThat(loadsAfter(0, START.plusSeconds(2))).isEqualTo(1);
        assertThat(loadsAfter(1, START.plusSeconds(2))).isEqualTo(1);
        assertThat(loadsAfter(2, START.plusSeconds(2))).isEqualTo(2);
    }

    private int loadsAfter(long seconds, @Nullable Instant expiresAt) {
        clock.now = START.plusSeconds(seconds);
        cache.get("token", null, Mono.fromSupplier(() -> {
                    loads.incrementAndGet();
                    return caller(expiresAt);
                }))
                .block();
        return loads.get();
    }

    private static Caller caller(@Nullable Instant expiresAt) {
        return new Caller(
                "ada",
                "acme",
                null,
                Set.of(),
                Set.of(),
                false,
                "t",
                expiresAt,
                null,
                Credential.bearer("delegated"),
                null,
                null);
    }

    private static final class Settable extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
