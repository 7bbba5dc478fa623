package dev.signalbox.platform.analytics;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.problem.ApiException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long one point of a series is. */
enum Granularity {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7));

    private static final int MOST_POINTS = 1_000;

    private final Duration length;

    Granularity(Duration length) {
        this.length = length;
    }

    /** What was asked for, or the finest one that gives a readable number of points. */
    static Granularity of(@Nullable String text, Window window) {
        Granularity asked = text == null ? fitting(window) : parse(text);
        if (asked.points(window) > MOST_POINTS) {
            throw ApiException.invalid(
                    "granularity", "gives more than 1000 points; take a coarser one or a shorter window");
        }
        return asked;
    }

    private static Granularity fitting(Window window) {
        return HOUR.points(window) <= 72 ? HOUR : DAY;
    }

    private static Granularity parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw ApiException.invalid("granularity", "must be minute, hour, day or week");
        }
    }

    private long points(Window window) {
        return Duration.between(window.from(), window.to()).dividedBy(length);
    }

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
