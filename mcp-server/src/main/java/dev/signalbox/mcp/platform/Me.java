package dev.signalbox.mcp.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The platform's answer to "who am I here, and what may I do". */
@JsonNaming(SnakeCaseStrategy.class)
record Me(
        String userId,
        String tenantId,
        @Nullable List<String> scopes,
        List<String> rights,
        List<String> groups,
        boolean readOnly,
        @Nullable String tokenId,
        @Nullable Instant expiresAt) {}
