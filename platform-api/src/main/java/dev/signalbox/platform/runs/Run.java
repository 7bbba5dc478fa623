package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of a workflow, as it stands.
 *
 * @param sessionId what groups a run, its children and its retries
 * @param parentRunId of the run whose step {@code parentStepId} started it
 * @param credits in microcredits
 * @param durationMs until now while the run goes on
 */
public record Run(
        RunId runId,
        Workflow.Id workflowId,
        ProjectId projectId,
        int version,
        RunStatus status,
        Phase orchestrationPhase,
        RunTrigger trigger,
        UserId startedBy,
        @Nullable String externalId,
        UUID sessionId,
        @Nullable UUID retryOf,
        @Nullable RunId parentRunId,
        @Nullable StepKey parentStepId,
        long credits,
        @Nullable JsonNode output,
        @Nullable JsonNode error,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs) {}
