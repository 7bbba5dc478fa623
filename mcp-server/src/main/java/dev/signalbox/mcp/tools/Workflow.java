package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A workflow with its draft. */
record Workflow(
        UUID id,
        String name,
        @Nullable String description,
        @Nullable UUID projectId,
        @Meaning("Of the draft; workflows_patch wants it.") long revision,
        @Nullable Integer latestVersion,
        ObjectNode graph,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {}
