package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workflow as a list shows it. */
record WorkflowSummary(
        UUID id,
        UUID projectId,
        String name,
        String description,
        @Meaning("draft, published or archived") @Nullable String status,
        long revision,

        @Meaning("The newest published version; absent before the first.") @Nullable
        Integer latestVersion,

        Instant createdAt,
        Instant updatedAt) {

    record Page(List<WorkflowSummary> items, @Nullable String nextCursor) {}
}
