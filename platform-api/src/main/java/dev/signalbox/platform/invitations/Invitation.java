package dev.signalbox.platform.invitations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param token the secret of the link, present only in the answer that created it
 * @param projectId a project the invited person joins at once, with {@code projectRole}
 */
public record Invitation(
        Id id,
        String email,
        TenantRole role,
        @Nullable ProjectId projectId,
        @Nullable ProjectRole projectRole,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant acceptedAt,
        @Nullable String token) {

    Invitation withToken(String text) {
        return new Invitation(id, email, role, projectId, projectRole, createdAt, expiresAt, acceptedAt, text);
    }

    /** An invitation's id; its token is another thing. */
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
