package dev.signalbox.console.secrets;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret without its value. */
public record ProjectSecret(
        String name,
        @Nullable String description,
        List<String> hosts,
        List<String> instances,
        long version,
        Instant updatedAt) {

    String use() {
        if (hosts.isEmpty() && instances.isEmpty()) {
            return "for people only";
        }
        String connectors = instances.isEmpty()
                ? ""
                : instances.size() == 1 ? "one connector" : "%d connectors".formatted(instances.size());
        return hosts.isEmpty()
                ? "for " + connectors
                : "for " + String.join(", ", hosts) + (connectors.isEmpty() ? "" : " and " + connectors);
    }
}
