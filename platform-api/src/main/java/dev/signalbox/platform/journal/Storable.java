package dev.signalbox.platform.journal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON can hold the character U+0000, PostgreSQL's cannot. */
public final class Storable {

    private static final char NUL = '\u0000';
    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    public static boolean is(JsonNode value) {
        return value.equals(of(value));
    }

    /** The value with the replacement character in its place: what another system sent is kept as well as it can be. */
    public static JsonNode of(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                var kept = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> kept.set(text(entry.getKey()), of(entry.getValue())));
                yield kept;
            }
            case ArrayNode array -> {
                var kept = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> kept.add(of(item)));
                yield kept;
            }
            case JsonNode text when text.isString() -> JsonNodeFactory.instance.stringNode(text(text.stringValue()));
            case JsonNode other -> other;
        };
    }

    public static String text(String text) {
        return text.replace(NUL, REPLACEMENT);
    }
}
