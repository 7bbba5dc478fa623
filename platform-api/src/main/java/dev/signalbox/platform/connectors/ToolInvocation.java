package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.accounts.ConnectedAccount;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One attempt to call a tool. Whoever makes it has checked that the caller may.
 *
 * @param user on whose behalf; null when the platform itself calls
 * @param idempotencyKey names the effect: the same for every attempt
 * @param repeat an earlier attempt may have had its effect
 * @param timeout for this attempt
 * @param secretsAt JSON pointers to the texts in which whoever wrote the step, and not its data, refers to secrets
 * @param account whose account the call is made with; null for what the instance has of its own
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
        Duration timeout,
        Set<String> secretsAt,
        ConnectedAccount.@Nullable Id account) {

    /** A call with what the instance has of its own. */
    public ToolInvocation(
            TenantId tenant,
            ProjectId project,
            @Nullable UserId user,
            ToolBinding binding,
            String tool,
            JsonNode arguments,
            String idempotencyKey,
            boolean repeat,
            Duration timeout,
            Set<String> secretsAt) {
        this(tenant, project, user, binding, tool, arguments, idempotencyKey, repeat, timeout, secretsAt, null);
    }

    /** A call whose arguments refer to no secret. */
    public ToolInvocation(
            TenantId tenant,
            ProjectId project,
            @Nullable UserId user,
            ToolBinding binding,
            String tool,
            JsonNode arguments,
            String idempotencyKey,
            boolean repeat,
            Duration timeout) {
        this(tenant, project, user, binding, tool, arguments, idempotencyKey, repeat, timeout, Set.of());
    }

    /** The same call with less time. */
    ToolInvocation within(Duration left) {
        return new ToolInvocation(
                tenant, project, user, binding, tool, arguments, idempotencyKey, repeat, left, secretsAt, account);
    }

    /** The same call, made as the owner of an account. */
    public ToolInvocation as(ConnectedAccount.Id owner) {
        return new ToolInvocation(
                tenant, project, user, binding, tool, arguments, idempotencyKey, repeat, timeout, secretsAt, owner);
    }
}
