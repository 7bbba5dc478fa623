package dev.signalbox.platform.access;

import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: more than 20 failures a minute from one address are answered with 429. Only failures are counted, so a
 * valid token keeps working from the same address. Thread-safe.
 */
@Component
class FailedAuthentications {

    static final int LIMIT = 20;
    private static final int ADDRESSES = 10_000;

    private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FailedAuthentications(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Tells the audit, and says what to answer. */
    ApiException refused(String address, CredentialRefusedException refusal) {
        events.publishEvent(refusal.from(address));
        return refusal.answer();
    }

    /** Counts a failure, and says what to answer. */
    ApiException failed(String address, ApiException failure) {
        if (failure.code() != ErrorCode.UNAUTHENTICATED) {
            return failure;
        }
        long minute = clock.instant().getEpochSecond() / 60;
        if (windows.size() > ADDRESSES) {
            windows.values().removeIf(window -> window.minute() < minute);
        }
        Window window = windows.merge(
                address, new Window(minute, 1), (old, fresh) -> old.minute() == minute ? old.next() : fresh);
        return window.failures() <= LIMIT
                ? failure
                : new ApiException(ErrorCode.RATE_LIMITED, "Too many failed sign-ins from this address. Wait a minute.")
                        .header(HttpHeaders.RETRY_AFTER, "60");
    }

    private record Window(long minute, int failures) {

        Window next() {
            return new Window(minute, failures + 1);
        }
    }
}
