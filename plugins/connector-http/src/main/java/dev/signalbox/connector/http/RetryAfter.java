package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorHttp.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long the other system asks to wait: in seconds, or until a date. */
final class RetryAfter {

    private RetryAfter() {}

    static Optional<Duration> of(Response response, Clock clock) {
        return response.header("retry-after")
                .flatMap(text -> text.matches("\\d{1,6}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : until(text, clock))
                .filter(Duration::isPositive);
    }

    private static Optional<Duration> until(String text, Clock clock) {
        try {
            var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return Optional.of(Duration.between(clock.instant(), date));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
