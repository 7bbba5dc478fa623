package dev.signalbox.mcp.fake;

import dev.signalbox.mcp.platform.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request the fake platform got. */
public record Asked(String method, String path, Map<String, String> headers, String text) {

    public JsonNode body() {
        return Json.MAPPER.readTree(text);
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }
}
