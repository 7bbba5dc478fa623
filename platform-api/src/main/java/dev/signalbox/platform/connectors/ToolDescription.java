package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.connector.Tool;
import dev.signalbox.platform.schemas.ToolShapes;
import java.util.Locale;
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

    /** What a wrong call can cost: the contract's risk, as the wire writes it. */
    public enum Risk {
        READ,
        WRITE,
        DESTRUCTIVE;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ToolDescription of(Tool<?> tool) {
        var definition = tool.definition();
        return new ToolDescription(
                definition.name(),
                definition.title(),
                definition.description(),
                Risk.valueOf(definition.risk().name()),
                definition.idempotent(),
                definition.openWorld(),
                ToolShapes.of(tool).json());
    }

    @JsonProperty
    public boolean readOnly() {
        return risk == Risk.READ;
    }
}
