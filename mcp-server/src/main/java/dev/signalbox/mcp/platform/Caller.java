package dev.signalbox.mcp.platform;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A person, as one token lets them act now.
 *
 * @param project the project the request named; null leaves the choice to the token
 * @param rights the scopes that the token carries and the person's role allows
 * @param groups the tool groups the token is limited to; empty means no limit
 * @param tokenId what a revocation names; null for a token of the sign-in
 * @param expiresAt when the token ends by itself; null when the platform does not know
 * @param workflow the only workflow the token runs; null for all tokens but run tokens
 * @param granted what a connected client was allowed; null for every other token, which cannot become more
 * @param me what the platform told them about themselves; null for a run token, which it tells nothing
 */
public record Caller(
        String userId,
        String tenantId,
        @Nullable String project,
        Set<String> rights,
        Set<String> groups,
        boolean readOnly,
        @Nullable String tokenId,
        @Nullable Instant expiresAt,
        @Nullable String workflow,
        Credential credential,
        @Nullable Set<String> granted,
        @Nullable JsonNode me) {

    static Caller of(JsonNode told, @Nullable String project, Credential credential, boolean grant) {
        Me me = Json.MAPPER.treeToValue(told, Me.class);
        return new Caller(
                me.userId(),
                me.tenantId(),
                project,
                Set.copyOf(me.rights()),
                Set.copyOf(me.groups()),
                me.readOnly(),
                me.tokenId(),
                me.expiresAt(),
                null,
                credential,
                grant && me.scopes() != null ? Set.copyOf(me.scopes()) : null,
                told);
    }

    /** The holder of a run token, which opens nothing that would tell who they are. */
    static Caller of(RunTokenHolder holder, @Nullable String project, Credential credential) {
        return new Caller(
                holder.sub(),
                holder.tenantId(),
                project,
                Set.copyOf(holder.rights()),
                Set.of(),
                holder.readOnly(),
                holder.tokenId(),
                holder.exp() == null ? null : Instant.ofEpochSecond(holder.exp()),
                holder.workflowId(),
                credential,
                null,
                null);
    }

    /** Whether the token runs one workflow and does nothing else. */
    public boolean onlyRuns() {
        return workflow != null;
    }

    /** The same for each request with the same token, and for no other token. */
    public String identity() {
        return String.join("/", tenantId, userId, String.valueOf(tokenId));
    }
}
