package dev.signalbox.console.clients;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the person lets a client do. */
record Connection(
        String id,
        String clientName,
        String clientHost,
        List<String> scopes,
        List<String> projectIds,
        boolean readOnly,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
