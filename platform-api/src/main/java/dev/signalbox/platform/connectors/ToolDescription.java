package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.connector.ToolDefinition.Risk;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.StdSerializer;

/** What one can know about a tool without calling it. */
public record ToolDescription(
        String name,
        String title,
        String description,
        @JsonSerialize(using = LowerCase.class) Risk risk,
        boolean idempotent,
        boolean openWorld,
        JsonNode inputSchema) {

    @JsonProperty
    public boolean readOnly() {
        return risk == Risk.READ;
    }

    /** The contract's enum knows no JSON. */
    static final class LowerCase extends StdSerializer<Risk> {

        LowerCase() {
            super(Risk.class);
        }

        @Override
        public void serialize(Risk risk, JsonGenerator json, SerializationContext context) {
            json.writeString(risk.name().toLowerCase(Locale.ROOT));
        }
    }
}
