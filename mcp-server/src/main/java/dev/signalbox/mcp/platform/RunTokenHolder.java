package dev.signalbox.mcp.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the platform tells about a run token.
 *
 * @param exp when it ends, in seconds since 1970
 */
@JsonNaming(SnakeCaseStrategy.class)
record RunTokenHolder(
        String sub,
        String tenantId,
        @Nullable String projectId,
        List<String> rights,
        boolean readOnly,
        String tokenId,
        @Nullable Long exp,
        String workflowId) {}
