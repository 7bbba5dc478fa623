package dev.signalbox.platform.connections;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.vault.VaultPlace;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential that an instance uses, without what is secret of it.
 *
 * @param profile the config profile it is for; null for every profile that has none of its own
 * @param username of a basic one
 * @param hosts that the instance's settings led to when it was kept; null for one from before this was written down
 */
public record Connection(
        Id id,
        ProjectId projectId,
        UUID instanceId,
        @Nullable String profile,
        Authentication kind,
        @Nullable String username,
        @Nullable List<String> hosts,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static final String VAULT_KIND = "connection";

    VaultPlace place(TenantId tenant) {
        return new VaultPlace(tenant, projectId, VAULT_KIND, id.toString(), version);
    }

    /** A connection's id. */
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
