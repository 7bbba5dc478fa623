package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The holder of the token. */
record Me(
        UUID userId,
        String email,
        String displayName,
        UUID tenantId,
        String tenantRole,
        @Nullable UUID projectId,
        @Nullable String projectRole,
        @Meaning("What the token allows.") List<String> scopes,

        @Meaning("What works: the scopes that the role allows too.")
        List<String> rights,

        List<String> groups,
        boolean readOnly,
        @Nullable Instant expiresAt) {}
