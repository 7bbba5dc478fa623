package dev.signalbox.mcp.tools;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A published version. */
record WorkflowVersion(
        UUID workflowId,
        int version,
        @Nullable ObjectNode graph,
        String notes,
        UUID publishedBy,
        Instant publishedAt) {}
