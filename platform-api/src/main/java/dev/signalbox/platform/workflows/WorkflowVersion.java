package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A published graph, which never changes.
 *
 * @param graph left out of lists
 */
public record WorkflowVersion(
        Workflow.Id workflowId,
        int version,
        @Nullable JsonNode graph,
        String notes,
        UserId publishedBy,
        Instant publishedAt) {}
