package dev.signalbox.platform.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time-out of a step that waits for something from outside. What ends the wait arrives through {@link Interpreter#finish};
 * only that the time is over is decided here.
 */
final class Deadline {

    private Deadline() {}

    static Decision.Record open(Visit waiting, RunEvent started, @Nullable Duration timeout, Instant now) {
        if (timeout == null) {
            return new Decision.Record(waiting.key(), Progress.of(waiting, started));
        }
        Instant due = now.plus(timeout);
        return new Decision.Record(waiting.key(), Progress.of(waiting.due(due), started.with("due_at", due)));
    }

    static boolean isOver(Visit visit, Instant now) {
        return visit.dueAt() != null && !now.isBefore(visit.dueAt());
    }

    /** @param what did not happen, after "Step x" */
    static Decision.Record over(Visit visit, String what, Instant now) {
        var failure = Failure.permanent(
                FailureCode.RUN_STALLED_OR_TIMED_OUT, "Step %s %s in time.".formatted(visit.key(), what));
        return new Decision.Record(
                visit.key(),
                Progress.of(visit.failed(failure, now), Events.failed(visit.key(), visit.attempt(), failure)));
    }
}
