package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Blocker;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run waits for.
 *
 * @param taskId of the human task
 * @param signalName of the signal
 * @param childRunId of the run that the step started, of {@code childWorkflowId}
 */
public record BlockedOn(
        Blocker.Kind kind,
        StepKey stepId,
        String name,
        Instant since,
        @Nullable Instant dueAt,
        @Nullable UUID taskId,
        @Nullable String signalName,
        @Nullable RunId childRunId,
        @Nullable String childWorkflowId) {

    static BlockedOn of(LiveRun live, Blocker blocker) {
        Visit visit = live.journal().visit(blocker.stepId()).orElseThrow();
        Step step = live.graph().step(blocker.stepId());
        return switch (blocker.kind()) {
            case HUMAN_TASK -> of(blocker, live.taskId(visit), null, null, null);
            case SIGNAL -> of(blocker, null, ((Step.Signal) step).signalName(), null, null);
            case WORKFLOW_CALL -> of(blocker, null, null, live.childId(visit), ((Step.WorkflowCall) step).workflowId());
            case RETRY, GUIDED, TIMER -> of(blocker, null, null, null, null);
        };
    }

    private static BlockedOn of(
            Blocker blocker,
            @Nullable UUID task,
            @Nullable String signal,
            @Nullable RunId child,
            @Nullable String childWorkflow) {
        return new BlockedOn(
                blocker.kind(),
                blocker.stepId(),
                blocker.name(),
                blocker.since(),
                blocker.dueAt(),
                task,
                signal,
                child,
                childWorkflow);
    }
}
