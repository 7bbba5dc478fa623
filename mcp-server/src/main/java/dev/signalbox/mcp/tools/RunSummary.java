package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a run stands. */
record RunSummary(
        UUID runId,
        UUID workflowId,
        int version,
        String status,
        @Meaning("Why the run does not move, or executing.") String orchestrationPhase,
        @Nullable UUID sessionId,

        @Meaning("The run that this one goes on from.") @Nullable
        UUID retryOf,

        @Meaning("The run whose step started this one.") @Nullable
        UUID parentRunId,

        @Nullable String parentStepId,

        @Meaning("Nothing will happen any more.") boolean runComplete,
        List<BlockedOn> blockedOn,
        List<NextAction> nextActions,

        @Meaning("Calls that were cut off, of which nobody knows whether they took effect.") @Nullable
        List<String> unknownSteps,

        Steps steps,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs,
        @Meaning("In microcredits.") long credits,
        @Meaning("The result of a completed run.") @Nullable ObjectNode output,
        @Nullable ObjectNode error) {

    record BlockedOn(
            String kind,
            String stepId,
            @Nullable String name,
            @Nullable Instant since,
            @Nullable Instant dueAt,
            @Nullable UUID taskId,
            @Nullable String signalName,
            @Nullable UUID childRunId,
            @Nullable UUID childWorkflowId) {}

    record NextAction(
            String action,
            @Nullable String reason,
            @Nullable UUID taskId) {}

    record Steps(int total, int completed, int failed, int skipped, int running, int pending) {}
}
