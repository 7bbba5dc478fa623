package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A run as a list shows it. */
record Run(
        UUID runId,
        UUID workflowId,
        UUID projectId,
        int version,
        String status,
        String orchestrationPhase,
        String trigger,
        UUID startedBy,
        @Nullable String externalId,
        UUID sessionId,
        @Meaning("In microcredits.") long credits,
        @Meaning("The result of a completed run.") @Nullable ObjectNode output,
        @Nullable ObjectNode error,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs) {

    record Page(List<Run> items, @Nullable String nextCursor) {}
}
