package dev.signalbox.platform.confirmations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call that waits for a person, as they see it.
 *
 * @param arguments exactly what they say yes or no to
 * @param tokenName the token of the agent that wants to make the call; absent when it came by a sign-in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Confirmation(
        Id id,
        String tool,
        JsonNode arguments,
        Status status,
        @Nullable String tokenName,
        Instant createdAt,
        Instant expiresAt) {

    /** What the person said. */
    enum Status {
        PENDING,
        CONFIRMED,
        DECLINED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A confirmation's id, which opens nothing. */
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
