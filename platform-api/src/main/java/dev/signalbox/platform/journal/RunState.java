package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.RunInfo;
import dev.signalbox.platform.engine.RunInfo.Mode;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as the one who writes it sees it. A write names the state it was decided on, and is refused when the run has moved.
 *
 * @param epoch rises when a node takes the run up, or when it is ended over the head of its driver
 * @param wake rises when something from outside changes the run
 * @param lastSeq of its events; a write that was committed but not acknowledged is recognised by it when it is sent again
 * @param startedWith the token the run was started with, if it was one
 * @param edits what people changed in the context, merged
 */
public record RunState(
        RunId runId,
        ProjectId projectId,
        Workflow.Id workflowId,
        int version,
        RunStatus status,
        long epoch,
        long wake,
        long lastSeq,
        int generation,
        int interpreterVersion,
        JsonNode input,
        Set<String> triggerSteps,
        Set<String> excludedStepIds,
        UserId startedBy,
        @Nullable UUID startedWith,
        @Nullable String externalId,
        JsonNode edits,
        @Nullable JsonNode output,
        @Nullable JsonNode error,
        @Nullable Instant begunAt,
        @Nullable Instant pausedAt,
        @Nullable Instant drainUntil,
        @Nullable Instant endedAt) {

    public RunInfo info() {
        Mode mode =
                switch (status) {
                    case PAUSED -> Mode.PAUSED;
                    case DRAINING -> Mode.DRAINING;
                    case PENDING, QUEUED, STARTING, RUNNING, COMPLETED, FAILED, STOPPED -> Mode.RUNNING;
                };
        return new RunInfo(
                runId.toString(),
                externalId,
                workflowId.toString(),
                version,
                (ObjectNode) input,
                triggerSteps,
                excludedStepIds,
                generation,
                mode);
    }

    /** A node drives it for the first time. */
    public RunState begun(Instant now) {
        return with(RunStatus.RUNNING, 0, 0, edits, output, error, now, null, null, null);
    }

    public RunState paused(Instant now) {
        return with(RunStatus.PAUSED, 0, 1, edits, output, error, begunAt, now, drainUntil, null);
    }

    public RunState resumed() {
        return with(
                begunAt == null ? RunStatus.QUEUED : RunStatus.RUNNING,
                0,
                1,
                edits,
                output,
                error,
                begunAt,
                null,
                drainUntil,
                null);
    }

    public RunState draining(Instant until) {
        return with(RunStatus.DRAINING, 0, 1, edits, output, error, begunAt, null, until, null);
    }

    /** Something from outside arrived for the run. */
    public RunState woken() {
        return with(status, 0, 1, edits, output, error, begunAt, pausedAt, drainUntil, endedAt);
    }

    public RunState edited(ObjectNode merged) {
        return with(status, 0, 0, merged, output, error, begunAt, pausedAt, drainUntil, endedAt);
    }

    /** Whoever drives it now has lost it: their next write finds another epoch. */
    public RunState takenAway() {
        return with(status, 1, 1, edits, output, error, begunAt, pausedAt, drainUntil, endedAt);
    }

    public RunState completed(JsonNode result, Instant now) {
        return with(RunStatus.COMPLETED, 0, 0, edits, result, null, begunAt, null, null, now);
    }

    public RunState failed(Decision.Fail fail, Instant now) {
        var why = JsonNodeFactory.instance
                .objectNode()
                .put("code", fail.failure().code().name())
                .put("message", fail.failure().message());
        if (fail.step() != null) {
            why.put("step_id", fail.step().value());
        }
        return with(RunStatus.FAILED, 0, 0, edits, output, why, begunAt, null, null, now);
    }

    public RunState stopped(Instant now) {
        return with(RunStatus.STOPPED, 0, 0, edits, output, error, begunAt, null, null, now);
    }

    public RunState appended(int events) {
        return new RunState(
                runId,
                projectId,
                workflowId,
                version,
                status,
                epoch,
                wake,
                lastSeq + events,
                generation,
                interpreterVersion,
                input,
                triggerSteps,
                excludedStepIds,
                startedBy,
                startedWith,
                externalId,
                edits,
                output,
                error,
                begunAt,
                pausedAt,
                drainUntil,
                endedAt);
    }

    private RunState with(
            RunStatus newStatus,
            int moreEpoch,
            int moreWake,
            JsonNode newEdits,
            @Nullable JsonNode newOutput,
            @Nullable JsonNode newError,
            @Nullable Instant newBegunAt,
            @Nullable Instant newPausedAt,
            @Nullable Instant newDrainUntil,
            @Nullable Instant newEndedAt) {
        return new RunState(
                runId,
                projectId,
                workflowId,
                version,
                newStatus,
                epoch + moreEpoch,
                wake + moreWake,
                lastSeq,
                generation,
                interpreterVersion,
                input,
                triggerSteps,
                excludedStepIds,
                startedBy,
                startedWith,
                externalId,
                newEdits,
                newOutput,
                newError,
                newBegunAt,
                newPausedAt,
                newDrainUntil,
                newEndedAt);
    }
}
