package dev.signalbox.platform.engine.lua;

import java.time.Duration;

/**
 * @param steps instructions, and what the libraries do in their place
 * @param bytes allocated in all, whether collected or not
 */
public record Limits(long steps, long bytes, Duration time) {

    public static final Duration LONGEST = Duration.ofSeconds(30);

    public static final Limits STANDARD = new Limits(10_000_000, 64L << 20, Duration.ofSeconds(10));

    public Limits within(Duration timeout) {
        return new Limits(steps, bytes, timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST);
    }
}
