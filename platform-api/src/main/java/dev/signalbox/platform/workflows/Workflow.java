package dev.signalbox.platform.workflows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A workflow and its draft.
 *
 * @param graph the draft; left out of lists
 * @param revision rises with each change of the draft; it is the ETag
 * @param latestVersion what a run starts with unless it names another; null while nothing is published
 */
public record Workflow(
        Id id,
        ProjectId projectId,
        String name,
        String description,
        @Nullable JsonNode graph,
        long revision,
        @Nullable Integer latestVersion,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt) {

    @JsonProperty
    public Status status() {
        if (archivedAt != null) {
            return Status.ARCHIVED;
        }
        return latestVersion == null ? Status.DRAFT : Status.PUBLISHED;
    }

    /** Where a workflow stands. */
    public enum Status {
        DRAFT,
        PUBLISHED,
        ARCHIVED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A workflow's id. */
    public record Id(@JsonValue UUID value) {

        @JsonCreator
        public static Id of(String text) {
            return new Id(UUID.fromString(text));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }
}
