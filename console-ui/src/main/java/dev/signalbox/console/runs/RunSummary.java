package dev.signalbox.console.runs;

import dev.signalbox.console.shell.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One run in full: how it stands, what it waits for, how far it is. */
public record RunSummary(
        String runId,
        String workflowId,
        int version,
        String status,
        String orchestrationPhase,
        boolean runComplete,
        @Nullable List<BlockedOn> blockedOn,
        @Nullable StepCounts steps,
        Instant startedAt,
        @Nullable Instant endedAt,
        long credits,
        @Nullable JsonNode output,
        @Nullable JsonNode error) {

    public Standing standing() {
        return Standings.ofRun(status, orchestrationPhase);
    }

    public List<BlockedOn> waits() {
        return blockedOn == null ? List.of() : blockedOn;
    }

    public boolean paused() {
        return status.equals("paused");
    }

    public record BlockedOn(
            String kind,
            String stepId,
            String name,
            @Nullable Instant since,
            @Nullable Instant dueAt,
            @Nullable String taskId,
            @Nullable String signalName,
            @Nullable String childRunId,
            @Nullable String childWorkflowId) {}

    public record StepCounts(int total, int completed, int failed, int skipped, int running, int pending) {}
}
