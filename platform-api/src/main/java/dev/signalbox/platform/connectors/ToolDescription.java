package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.connector.ToolDefinition.Risk;
import tools.jackson.databind.JsonNode;

/** What one can know about a tool without calling it. */
public record ToolDescription(
        String name,
        String title,
        String description,
        Risk risk,
        boolean idempotent,
        boolean openWorld,
        JsonNode inputSchema) {

    @JsonProperty
    public boolean readOnly() {
        return risk == Risk.READ;
    }
}
