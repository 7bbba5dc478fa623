package dev.signalbox.mcp.transport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    private static final Map<String, LogLevel> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LogLevel::wire, level -> level));

    private final String wire = name().toLowerCase(Locale.ROOT);

    static Optional<LogLevel> of(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    String wire() {
        return wire;
    }

    boolean isAtLeast(LogLevel threshold) {
        return compareTo(threshold) >= 0;
    }
}
