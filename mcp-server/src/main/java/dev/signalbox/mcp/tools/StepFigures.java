package dev.signalbox.mcp.tools;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How steps went. */
record StepFigures(Instant from, Instant to, List<Item> items) {

    record Item(
            UUID workflowId,
            @Nullable String workflowName,
            String stepId,
            long completed,
            long failed,
            long skipped,
            @Nullable Long averageMs,
            @Nullable Long p95Ms) {}
}
