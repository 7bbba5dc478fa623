package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newest runs. */
record RecentRuns(Instant from, Instant to, List<Item> items) {

    record Item(
            UUID runId,
            UUID workflowId,
            @Nullable String workflowName,
            String status,
            @Meaning("What started it.") String trigger,
            Instant startedAt,
            @Nullable Instant endedAt,
            long durationMs,
            long microcredits) {}
}
