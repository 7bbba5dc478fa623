package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Templates.Unresolved;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** When a delay ends: so many seconds from now, or at a point in time. */
record DelayEnd(Templates templates, Instant now) {

    private static final long LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

    Instant of(Step.Delay step) throws Unresolved {
        JsonNode delay = step.delay();
        return delay != null
                ? after(templates.resolve(delay))
                : at(templates.resolve(Objects.requireNonNull(step.until())));
    }

    private Instant after(JsonNode delay) throws Unresolved {
        try {
            BigDecimal seconds = delay.isNumber()
                    ? delay.decimalValue()
                    : new BigDecimal(delay.asString("").strip());
            if (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(LONGEST_SECONDS)) > 0) {
                throw new Unresolved(
                        "delay_s must be between 0 and %d seconds, not %s".formatted(LONGEST_SECONDS, seconds));
            }
            return now.plusMillis(seconds.movePointRight(3).longValue());
        } catch (NumberFormatException _) {
            throw new Unresolved("delay_s must be a number of seconds, not " + Templates.text(delay));
        }
    }

    private Instant at(JsonNode until) throws Unresolved {
        try {
            return OffsetDateTime.parse(Templates.text(until).strip()).toInstant();
        } catch (DateTimeException _) {
            throw new Unresolved(
                    "until must be a time with zone such as 2026-11-20T16:00:00Z, not " + Templates.text(until));
        }
    }
}
