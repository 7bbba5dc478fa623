package dev.signalbox.platform.members;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import org.jspecify.annotations.Nullable;

/**
 * Where a person may work, as the sign-in offers it.
 *
 * @param projectId null when they see no project of the tenant yet
 */
record Place(
        TenantId tenantId,
        String tenantSlug,
        String tenantName,
        TenantRole role,
        @Nullable ProjectId projectId,
        @Nullable String projectName,
        @Nullable ProjectRole projectRole,
        String email,
        String displayName) {}
