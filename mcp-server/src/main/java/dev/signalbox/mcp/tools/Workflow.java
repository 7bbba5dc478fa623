package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A workflow with its draft. */
record Workflow(
        UUID id,
        UUID projectId,
        String name,
        String description,
        @Meaning("draft, published or archived") @Nullable String status,
        @Meaning("Of the draft; workflows_patch wants it.") long revision,
        @Nullable Integer latestVersion,
        @Nullable ObjectNode graph,
        Instant createdAt,
        Instant updatedAt) {}
