package dev.signalbox.platform.guided;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token that runs one workflow, for people and agents who are to see nothing else.
 *
 * @param token its text, present only in the answer that created it
 */
public record RunToken(
        Id id,
        String displayName,
        Workflow.Id workflowId,
        @Nullable String token,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    RunToken withToken(String text) {
        return new RunToken(id, displayName, workflowId, text, createdAt, expiresAt, lastUsedAt);
    }

    /** A token's id, which is no secret. */
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
}
