package dev.signalbox.platform.tenants;

import dev.signalbox.platform.access.TenantId;
import java.time.Instant;

/** @param slug the name in addresses, unique over the installation */
public record Tenant(TenantId id, String slug, String name, long version, Instant createdAt) {}
