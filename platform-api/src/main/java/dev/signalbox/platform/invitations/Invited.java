package dev.signalbox.platform.invitations;

import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an invited person is told before they accept.
 *
 * @param invitedBy null when whoever invited them is gone
 */
record Invited(
        String tenantName,
        String email,
        TenantRole role,
        @Nullable String projectName,
        @Nullable ProjectRole projectRole,
        @Nullable String invitedBy,
        Instant expiresAt) {}
