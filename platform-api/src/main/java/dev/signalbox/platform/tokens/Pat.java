package dev.signalbox.platform.tokens;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A personal access token.
 *
 * @param token its text, present only in the answer that created or rotated it
 * @param projectIds the projects it is limited to; empty means all of its owner's
 * @param groups the tool groups it asks for at the MCP server; empty means the default ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pat(
        Id id,
        String displayName,
        @Nullable String token,
        List<Scope> scopes,
        List<ProjectId> projectIds,
        @Nullable ProjectId defaultProjectId,
        List<String> groups,
        boolean readOnly,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** What it may do, as if it were to be made. */
    NewPat limits() {
        return new NewPat(
                displayName,
                Set.copyOf(scopes),
                Set.copyOf(projectIds),
                defaultProjectId,
                groups,
                readOnly,
                NewPat.MAX_DAYS);
    }

    Pat withToken(String text) {
        return new Pat(
                id,
                displayName,
                text,
                scopes,
                projectIds,
                defaultProjectId,
                groups,
                readOnly,
                createdAt,
                expiresAt,
                lastUsedAt,
                revokedAt);
    }

    /** A token's id, which is no secret. */
    public record Id(@JsonValue UUID value) {

        @JsonCreator
        public static Id of(String text) {
            return new Id(UUID.fromString(text));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }
}
