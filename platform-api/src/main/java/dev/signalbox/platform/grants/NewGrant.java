package dev.signalbox.platform.grants;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;

/**
 * What somebody said yes to.
 *
 * @param projectId where the client works
 * @param onlyThisProject whether it stays there; else it reaches all projects of the person
 */
record NewGrant(
        @NotNull TenantId tenantId,
        @NotNull UserId userId,
        @NotBlank @Size(max = 400) String clientId,
        @NotBlank @Size(max = 80) String clientName,
        @NotBlank @Size(max = 260) String clientHost,
        @NotNull ProjectId projectId,
        boolean onlyThisProject,
        @NotEmpty Set<Scope> scopes,
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 40) String> groups,
        boolean readOnly) {}
