package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One attempt to call a tool. Whoever makes it has checked that the caller may.
 *
 * @param user on whose behalf; null when the platform itself calls
 * @param idempotencyKey names the effect: the same for every attempt
 * @param repeat an earlier attempt may have had its effect
 * @param timeout for this attempt
 */
public record ToolInvocation(
        TenantId tenant,
        ProjectId project,
        @Nullable UserId user,
        ToolBinding binding,
        String tool,
        JsonNode arguments,
        String idempotencyKey,
        boolean repeat,
        Duration timeout) {}
