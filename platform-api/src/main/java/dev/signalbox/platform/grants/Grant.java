package dev.signalbox.platform.grants;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person lets a client do.
 *
 * @param clientName what the client calls itself; nobody has checked it
 * @param clientHost where the client is answered
 * @param projectIds the projects it is limited to; empty means all of the person's
 * @param groups the tool groups it is limited to at the MCP server; empty means the default ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grant(
        Id id,
        String clientId,
        String clientName,
        String clientHost,
        List<Scope> scopes,
        List<ProjectId> projectIds,
        @Nullable ProjectId defaultProjectId,
        List<String> groups,
        boolean readOnly,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** A grant's id, which is no secret: it opens nothing without a signed token that names it. */
    public record Id(@JsonValue UUID value) {

        /** @throws IllegalArgumentException when the text is no UUID */
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
