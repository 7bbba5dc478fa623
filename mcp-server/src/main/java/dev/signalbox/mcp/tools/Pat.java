package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A personal access token. */
record Pat(
        UUID id,
        String displayName,

        @Meaning("Its text, a secret, where it is shown.") @Nullable
        String token,

        List<String> scopes,
        List<UUID> projectIds,
        @Nullable UUID defaultProjectId,
        List<String> groups,
        boolean readOnly,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    record Page(List<Pat> items, @Nullable String nextCursor) {}
}
