package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A question to a person. */
record Task(
        UUID taskId,
        UUID projectId,
        UUID workflowId,
        UUID runId,
        String stepId,
        String name,
        String taskType,
        @Meaning("What is asked.") ObjectNode payload,

        @Meaning("What can be chosen; empty for a plain approval.")
        List<String> options,

        List<String> assignees,

        @Meaning("JSON Schema of the result that is wanted.") @Nullable
        ObjectNode formSchema,

        String status,
        @Nullable Boolean approved,
        @Nullable String option,
        @Nullable String comment,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant dueAt,
        Instant createdAt) {

    record Page(List<Task> items, @Nullable String nextCursor) {}
}
