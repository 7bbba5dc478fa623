package dev.signalbox.console.workflows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A workflow with its draft; a list tells it without the graph. */
public record Workflow(
        String id,
        String name,
        @Nullable String description,
        @Nullable JsonNode graph,
        @Nullable Integer latestVersion,
        @Nullable Instant archivedAt,
        @Nullable Instant updatedAt) {

    public boolean published() {
        return latestVersion != null && latestVersion > 0;
    }
}
