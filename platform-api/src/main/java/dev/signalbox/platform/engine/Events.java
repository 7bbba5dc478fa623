package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.RunEvent.Type;
import dev.signalbox.platform.engine.Visit.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The words in which a run's readers hear of its steps. */
final class Events {

    private Events() {}

    static RunEvent started(Step step, StepKey key, int attempt) {
        return RunEvent.of(Type.STEP_STARTED, key)
                .with("name", step.name())
                .with("step_type", step.common().type().wire())
                .with("attempt", attempt);
    }

    static RunEvent completed(Visit visit) {
        Instant ended = visit.endedAt() == null ? visit.startedAt() : visit.endedAt();
        long millis = Duration.between(visit.startedAt(), ended).toMillis();
        return RunEvent.of(Type.STEP_COMPLETED, visit.key())
                .with("attempt", visit.attempt())
                .with("duration_ms", Math.toIntExact(Math.min(millis, Integer.MAX_VALUE)));
    }

    static RunEvent skipped(StepKey key, Reason reason) {
        return RunEvent.of(Type.STEP_COMPLETED, key).with("skipped", true).with("reason", reason.wire());
    }

    static RunEvent failed(StepKey key, int attempt, Failure failure) {
        return describe(RunEvent.of(Type.STEP_FAILED, key).with("attempt", attempt), failure);
    }

    static RunEvent retrying(StepKey key, int attempt, Failure failure, Instant at) {
        return describe(RunEvent.of(Type.STEP_RETRYING, key).with("attempt", attempt), failure)
                .with("next_attempt_at", at);
    }

    static RunEvent cancelled(StepKey key, Reason reason, @Nullable StepKey cause) {
        var event = RunEvent.of(Type.STEP_CANCELLED, key).with("reason", reason.wire());
        return cause == null ? event : event.with("caused_by_step_id", cause);
    }

    static RunEvent runFailed(Failure failure, @Nullable StepKey cause) {
        var event = describe(RunEvent.of(Type.RUN_FAILED), failure);
        return cause == null ? event : event.with("step_id", cause);
    }

    private static RunEvent describe(RunEvent event, Failure failure) {
        return event.with("code", failure.code()).with("message", failure.message());
    }
}
