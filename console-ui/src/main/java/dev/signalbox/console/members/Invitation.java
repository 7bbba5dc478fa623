package dev.signalbox.console.members;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that makes whoever accepts it a member, once.
 *
 * @param token the secret of the link, in the answer that made it and never again
 */
record Invitation(
        String id,
        String email,
        TenantRole role,
        @Nullable String projectId,
        @Nullable ProjectRole projectRole,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String token) {

    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
