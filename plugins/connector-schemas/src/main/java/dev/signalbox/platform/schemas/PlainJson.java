package dev.signalbox.platform.schemas;

import dev.signalbox.connector.ConnectorJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** JSON as the plain values that connectors work with. */
public final class PlainJson implements ConnectorJson {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    public static Map<String, @Nullable Object> plainObject(JsonNode object) {
        return RecordJson.MAPPER.convertValue(object, OBJECT);
    }

    @Override
    public @Nullable Object read(String text) {
        try {
            return RecordJson.MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public String write(@Nullable Object value) {
        try {
            return RecordJson.MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This has no JSON form: " + e.getOriginalMessage(), e);
        }
    }
}
