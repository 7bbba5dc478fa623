package dev.signalbox.console.confirmations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call that an agent wants to make, and may not without a yes. */
record Confirmation(
        String id,
        String tool,
        JsonNode arguments,
        String status,
        @Nullable String tokenName,
        Instant createdAt,
        Instant expiresAt) {}
