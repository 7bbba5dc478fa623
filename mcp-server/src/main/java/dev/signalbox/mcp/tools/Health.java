package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the platform stands. */
record Health(
        @Meaning("ok, or degraded when something runs depend on does not answer.")
        String status,

        Instant at,
        UUID tenantId,
        @Nullable UUID projectId,
        Database database) {

    record Database(boolean up, @Nullable Double latencyMs) {}
}
