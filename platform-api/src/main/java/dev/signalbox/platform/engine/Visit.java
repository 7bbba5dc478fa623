package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the journal knows of one visit of a step; written whole under its key whenever it changes.
 *
 * @param generation of the run when the visit began; a repair starts a new one
 * @param attempt how many attempts have begun
 * @param input the resolved parameters, from the first attempt on: a retry sends the same ones
 * @param reason why it was skipped or cancelled
 * @param dueAt when it goes on by itself: the end of a delay or of a back-off; for a task its deadline
 */
public record Visit(
        StepKey key,
        int generation,
        Status status,
        int attempt,
        @Nullable JsonNode input,
        @Nullable JsonNode result,
        @Nullable Reason reason,
        @Nullable Failure failure,
        @Nullable Instant dueAt,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** A JSON null reads back from a column or a document as no value, and must mean the same before and after. */
    public Visit {
        input = input == null || input.isNull() ? null : input;
        result = result == null || result.isNull() ? null : result;
    }

    public enum Status {
        /** An attempt is on its way, or was when its node died. */
        RUNNING,
        /** For a person, a timer, a signal or another run. */
        WAITING,
        /** Until {@code dueAt}, after a failed attempt. */
        RETRYING,
        COMPLETED,
        SKIPPED,
        FAILED,
        CANCELLED;

        public boolean ended() {
            return switch (this) {
                case RUNNING, WAITING, RETRYING -> false;
                case COMPLETED, SKIPPED, FAILED, CANCELLED -> true;
            };
        }

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Reason {
        CONDITION_FALSE,
        NOT_TAKEN,
        BLOCKED,
        /** Switched off in the graph or for this run; what depends on it goes on. */
        STEP_DISABLED,
        /** Another step of its turn failed, or the loop around it did. */
        TURN_FAILED,
        RUN_FAILED,
        RUN_STOPPED,
        RUN_COMPLETED,
        /** Made with a value that was corrected; its step begins anew. */
        RUN_REPAIRED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Visit begun(StepKey key, int generation, Status status, @Nullable JsonNode input, Instant now) {
        return new Visit(key, generation, status, 1, input, null, null, null, null, now, null);
    }

    static Visit skipped(StepKey key, int generation, Reason reason, @Nullable JsonNode result, Instant now) {
        return new Visit(key, generation, Status.SKIPPED, 0, null, result, reason, null, null, now, now);
    }

    /** A result that somebody stated, instead of running the step. */
    static Visit given(StepKey key, int generation, JsonNode result, Instant now) {
        return new Visit(key, generation, Status.COMPLETED, 0, null, result, null, null, null, now, now);
    }

    /** A loop that was through, and goes on. */
    Visit reopened(int newGeneration, @Nullable Instant due) {
        return new Visit(key, newGeneration, Status.WAITING, attempt, input, null, null, null, due, startedAt, null);
    }

    /** The same visit with another result. */
    Visit corrected(JsonNode value, int newGeneration) {
        return new Visit(key, newGeneration, status, attempt, input, value, reason, failure, dueAt, startedAt, endedAt);
    }

    Visit again(Status next) {
        return new Visit(key, generation, next, attempt + 1, input, null, null, null, null, startedAt, null);
    }

    Visit due(@Nullable Instant at) {
        return new Visit(key, generation, status, attempt, input, result, reason, failure, at, startedAt, endedAt);
    }

    Visit retrying(Failure last, Instant at) {
        return new Visit(key, generation, Status.RETRYING, attempt, input, null, null, last, at, startedAt, null);
    }

    /** The attempt that had begun has not: it comes later, under the same number. */
    Visit postponed(Failure why, Instant at) {
        return new Visit(key, generation, Status.RETRYING, attempt - 1, input, null, null, why, at, startedAt, null);
    }

    Visit completed(JsonNode value, Instant now) {
        return new Visit(key, generation, Status.COMPLETED, attempt, input, value, null, null, null, startedAt, now);
    }

    /** Of a turn of a loop: what its condition said. */
    Visit judged(JsonNode verdict) {
        return new Visit(key, generation, Status.WAITING, attempt, input, verdict, null, null, null, startedAt, null);
    }

    Visit failed(Failure last, Instant now) {
        return new Visit(key, generation, Status.FAILED, attempt, input, null, null, last, null, startedAt, now);
    }

    Visit cancelled(Reason why, Instant now) {
        return new Visit(key, generation, Status.CANCELLED, attempt, input, result, why, failure, null, startedAt, now);
    }

    /** Nothing that waits loses time to a pause. */
    Visit shifted(Duration pause) {
        return dueAt == null ? this : due(dueAt.plus(pause));
    }
}
