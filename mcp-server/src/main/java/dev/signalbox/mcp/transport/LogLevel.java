package dev.signalbox.mcp.transport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a log message is, from the least to the most. */
enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    static Optional<LogLevel> of(String wire) {
        return Arrays.stream(values())
                .filter(level -> level.wire().equals(wire))
                .findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isAtLeast(LogLevel threshold) {
        return compareTo(threshold) >= 0;
    }
}
