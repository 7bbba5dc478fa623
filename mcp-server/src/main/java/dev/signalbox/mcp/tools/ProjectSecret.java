package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A secret without its value. */
record ProjectSecret(
        UUID projectId,
        String name,
        @Nullable String description,

        @Meaning("The only hosts that steps may send it to.")
        List<String> hosts,

        @Meaning("Connector instances that steps may use it with.")
        List<UUID> instances,

        long version,

        @Meaning("The version that brought the value.") long valueVersion,

        Instant createdAt,
        Instant updatedAt) {

    record Page(List<ProjectSecret> items, @Nullable String nextCursor) {}
}
