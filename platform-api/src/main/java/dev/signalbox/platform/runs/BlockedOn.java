package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Blocker;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run waits for.
 *
 * @param taskId of the human task
 * @param signalName of the signal
 */
public record BlockedOn(
        Blocker.Kind kind,
        StepKey stepId,
        String name,
        Instant since,
        @Nullable Instant dueAt,
        @Nullable UUID taskId,
        @Nullable String signalName) {

    static BlockedOn of(LiveRun live, Blocker blocker) {
        return new BlockedOn(
                blocker.kind(),
                blocker.stepId(),
                blocker.name(),
                blocker.since(),
                blocker.dueAt(),
                blocker.kind() == Blocker.Kind.HUMAN_TASK
                        ? live.journal()
                                .visit(blocker.stepId())
                                .map(live::taskId)
                                .orElse(null)
                        : null,
                live.graph().step(blocker.stepId()) instanceof Step.Signal signal ? signal.signalName() : null);
    }
}
