package dev.signalbox.platform.engine;

import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as tests write it: single quotes and bare names. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

    private Json() {}

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }
}
