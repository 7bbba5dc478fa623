package dev.signalbox.mcp.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** Calls of one tool with one token that the platform has counted ahead, for a moment. Thread-safe. */
final class Allowance {

    private static final int MOST = 1_000;
    private static final long RECENT = Duration.ofSeconds(1).toNanos();

    private int left;
    private int wanted;
    private int granted;
    private long called = System.nanoTime() - 2 * RECENT;
    private long until = called;
    private String receipt = "";
    private Sinks.@Nullable Empty<Void> asking;

    /** The receipt for a call, or null when none is left. */
    synchronized @Nullable String take(long now) {
        if (left == 0 || now - until >= 0) {
            return null;
        }
        left--;
        called = now;
        return receipt;
    }

    /**
     * How many to ask for: none for a call after a pause, twice as many as were used up, and as many as were used of those that
     * were not used up. So what is counted and never made is little, however many tokens there are, and whoever goes on calling
     * is asked for about once a second.
     */
    synchronized int wanted(long now) {
        if (isCalm(now)) {
            wanted = 0;
        } else if (left > 0) {
            wanted = Math.max(1, granted - left);
        } else if (granted >= wanted) {
            wanted = Math.clamp(2L * wanted, 1, MOST);
        }
        called = now;
        return wanted;
    }

    /** @param sent when it was asked for: the platform's time ran from then on at the latest */
    synchronized void grant(JsonNode answer, long sent) {
        granted = answer.path("calls").asInt(0);
        left = granted;
        until = sent + Duration.ofMillis(answer.path("milliseconds").asLong(0)).toNanos();
        receipt = answer.path("receipt").asString("");
    }

    /** Ends when the request that is on its way is answered. Null when none is: then it is up to the caller, who says when theirs is. */
    synchronized @Nullable Mono<Void> another() {
        Sinks.Empty<Void> other = asking;
        if (other != null) {
            return other.asMono();
        }
        asking = Sinks.empty();
        return null;
    }

    /** Others waited for what it brought. */
    void answered() {
        Sinks.Empty<Void> over = over();
        if (over != null) {
            over.tryEmitEmpty();
        }
    }

    private synchronized Sinks.@Nullable Empty<Void> over() {
        Sinks.Empty<Void> over = asking;
        asking = null;
        return over;
    }

    synchronized boolean isOver(long now) {
        return asking == null && now - until >= 0 && isCalm(now);
    }

    private boolean isCalm(long now) {
        return now - called >= RECENT;
    }
}
