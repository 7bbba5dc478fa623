package dev.signalbox.platform.accounts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account at another system, without what opens it.
 *
 * @param identifier whose it is, as whoever connected it calls them; null for the project's own, which workflows use
 * @param problem why it does not work, and what to do
 * @param scope what the other system granted, in its words
 * @param expiresAt when the present token ends; it is renewed before, where the other system allows that
 */
public record ConnectedAccount(
        Id id,
        ProjectId projectId,
        UUID instanceId,
        String connectorId,
        @Nullable String identifier,
        State state,
        @Nullable String problem,
        String issuer,
        @Nullable String scope,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Where it stands between a link and its end. */
    public enum State {
        /** A link was made, and nobody has come back from it. */
        PENDING_AUTH,
        /** Somebody came back; whoever made the link has not said yet that it was the right one. */
        PENDING_VERIFICATION,
        ACTIVE,
        /** The other system does not take us any more; it has to be connected again. */
        EXPIRED,
        DISCONNECTED
    }

    /** A connected account's id. */
    public record Id(@JsonValue UUID value) {

        /** @throws IllegalArgumentException when the text is no UUID */
        @JsonCreator
        public static Id of(String text) {
            return new Id(UUID.fromString(text));
        }

        /** As the audit names it. */
        public String target() {
            return "connected_account/" + value;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }
}
