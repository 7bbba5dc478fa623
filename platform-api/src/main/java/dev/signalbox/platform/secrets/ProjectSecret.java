package dev.signalbox.platform.secrets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.vault.VaultPlace;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one may know of a secret without its value.
 *
 * @param version of all of this, for whoever changes it
 * @param valueVersion which version of it brought the value that is kept
 * @param hosts the only ones that steps may send it to, as {@code api.example.com} or {@code 10.0.0.5:8443}
 * @param instances connector instances that steps may use it with, whichever host those call
 */
record ProjectSecret(
        @JsonIgnore UUID secretId,
        ProjectId projectId,
        String name,
        @Nullable String description,
        List<String> hosts,
        List<UUID> instances,
        long version,
        long valueVersion,
        Instant createdAt,
        Instant updatedAt) {

    static final String KIND = "secret";

    /** By id and not by name: what is made anew under an old name is another secret. */
    VaultPlace place(TenantId tenant) {
        return new VaultPlace(tenant, projectId, KIND, secretId.toString(), valueVersion);
    }
}
