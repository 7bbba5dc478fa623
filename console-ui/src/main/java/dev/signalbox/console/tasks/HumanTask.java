package dev.signalbox.console.tasks;

import dev.signalbox.console.runs.RunAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A question a run asks a person. */
public record HumanTask(
        String taskId,
        String runId,
        String workflowId,
        String stepId,
        String name,
        @Nullable JsonNode payload,
        @Nullable List<String> options,
        @Nullable List<String> assignees,
        @Nullable JsonNode formSchema,
        @Nullable Instant dueAt,
        Instant createdAt) {

    public String title() {
        return field("title", name);
    }

    public String body() {
        return field("body", "");
    }

    public boolean risky() {
        return field("risk", "").equals("high");
    }

    public List<String> choices() {
        return options == null ? List.of() : options;
    }

    public RunAddress run() {
        return new RunAddress(workflowId, runId);
    }

    private String field(String name, String otherwise) {
        return payload == null ? otherwise : payload.path(name).asString(otherwise);
    }
}
