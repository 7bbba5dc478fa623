package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.engine.RunInfo;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.workflows.Workflow;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run was started with, and keeps.
 *
 * @param generation grows with each repair
 * @param interpreterVersion which the run was started with, and goes on with
 * @param startedBy whom the run acts for
 * @param parentRunId of the run whose step started it
 * @param startedWith the token it was started with, if it was one: the run can do no more than it
 */
public record RunFacts(
        RunId runId,
        ProjectId projectId,
        Workflow.Id workflowId,
        int version,
        int generation,
        int interpreterVersion,
        JsonNode input,
        Set<String> triggerSteps,
        Set<String> excludedStepIds,
        UserId startedBy,
        @Nullable UUID startedWith,
        @Nullable String externalId,
        @Nullable RunId parentRunId) {

    RunInfo info(RunStatus status) {
        return new RunInfo(
                runId.toString(),
                externalId,
                workflowId.toString(),
                version,
                (ObjectNode) input,
                triggerSteps,
                excludedStepIds,
                generation,
                mode(status));
    }

    RunFacts repaired(JsonNode corrected) {
        return new RunFacts(
                runId,
                projectId,
                workflowId,
                version,
                generation + 1,
                interpreterVersion,
                corrected,
                triggerSteps,
                excludedStepIds,
                startedBy,
                startedWith,
                externalId,
                parentRunId);
    }

    private static RunInfo.Mode mode(RunStatus status) {
        return switch (status) {
            case PAUSED -> RunInfo.Mode.PAUSED;
            case DRAINING -> RunInfo.Mode.DRAINING;
            case PENDING, QUEUED, STARTING, RUNNING, COMPLETED, FAILED, STOPPED -> RunInfo.Mode.RUNNING;
        };
    }
}
