package dev.signalbox.platform.analytics;

import dev.signalbox.platform.problem.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stretch of time a report is about, end excluded: the last hours or days, or from one moment to another. */
record Window(Instant from, Instant to) {

    private static final Pattern LAST = Pattern.compile("([1-9]\\d{0,3})([mhd])");
    private static final Duration DEFAULT = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws ApiException INVALID_ARGUMENT when the beginning is given twice, or the window is empty or longer than 366 days */
    static Window of(@Nullable String last, @Nullable Instant from, @Nullable Instant to, Instant now) {
        if (last != null && from != null) {
            throw ApiException.invalid("window", "and from both say where to begin; give one of them");
        }
        Instant end = to == null ? now : to;
        Instant start = from != null ? from : end.minus(last == null ? DEFAULT : length(last));
        if (!start.isBefore(end)) {
            throw ApiException.invalid("from", "must be before to");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ApiException.invalid("from", "must be at most 366 days before to");
        }
        return new Window(start, end);
    }

    private static Duration length(String last) {
        var parts = LAST.matcher(last);
        if (!parts.matches()) {
            throw ApiException.invalid("window", "must be a number of minutes, hours or days: 30m, 24h, 7d");
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
