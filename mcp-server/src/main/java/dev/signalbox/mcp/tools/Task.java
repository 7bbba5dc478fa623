package dev.signalbox.mcp.tools;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A question to a person. */
record Task(
        UUID taskId,
        UUID runId,
        UUID workflowId,
        String stepId,
        String status,
        @Nullable String taskType,
        @Nullable ObjectNode taskPayload,
        @Nullable List<String> options,
        @Nullable Instant createdAt,
        @Nullable Instant dueAt) {

    record Page(List<Task> items, @Nullable String nextCursor) {}
}
