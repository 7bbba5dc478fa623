package dev.signalbox.platform.tasks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a run asks people.
 *
 * @param options what can be chosen from; empty for a plain approval
 * @param assignees e-mail addresses or user ids; empty when everybody in the project may answer
 * @param formSchema what a submitted {@code result} must look like
 */
public record HumanTask(
        Id taskId,
        ProjectId projectId,
        Workflow.Id workflowId,
        RunId runId,
        StepKey stepId,
        String name,
        String taskType,
        JsonNode payload,
        List<String> options,
        List<String> assignees,
        @Nullable JsonNode formSchema,
        @JsonIgnore @Nullable JsonNode timeoutDefault,
        Status status,
        @Nullable Boolean approved,
        @Nullable String option,
        @Nullable String comment,
        @Nullable UserId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant dueAt,
        Instant createdAt) {

    public record Id(@JsonValue UUID value) {

        /** @throws IllegalArgumentException when the text is no UUID */
        @JsonCreator
        public static Id of(String text) {
            return new Id(UUID.fromString(text));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    public enum Status {
        OPEN,
        COMPLETED,
        /** Nobody answered in time. */
        TIMED_OUT,
        /** The run went on or ended without an answer. */
        CANCELLED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isFor(UserId user, String email) {
        return assignees.isEmpty()
                || assignees.contains(user.toString())
                || assignees.stream().anyMatch(email::equalsIgnoreCase);
    }
}
