package dev.signalbox.platform.members;

import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import java.time.Instant;

/** A person in a tenant. */
public record Member(
        UserId userId,
        String email,
        String displayName,
        TenantRole role,
        boolean disabled,
        long version,
        Instant createdAt) {}
