package dev.signalbox.platform.vault;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a value lies. A sealed text is bound to all of it: in any other place it opens nothing.
 *
 * @param project null for what belongs to the whole tenant
 * @param kind whose it is, such as {@code secret} or {@code connection}: lower-case letters, digits and hyphens
 * @param name of the thing among those of its kind: an id, or a text of at most 200 characters
 * @param version counted by whoever keeps the value; one version is never written twice
 */
public record VaultPlace(TenantId tenant, @Nullable ProjectId project, String kind, String name, long version) {

    /** Each part with its length, so that no two places write the same. */
    byte[] associatedData() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(tenant.toString());
            out.writeUTF(project == null ? "" : project.toString());
            out.writeUTF(kind);
            out.writeUTF(name);
            out.writeLong(version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "%s/%s version %d of tenant %s".formatted(kind, name, version, tenant);
    }
}
