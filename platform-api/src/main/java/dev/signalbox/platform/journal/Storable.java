package dev.signalbox.platform.journal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What JSON can hold and PostgreSQL or UTF-8 cannot: U+0000, half a character, a number beyond all numbers, no end of depth. */
public final class Storable {

    /** Leaves room below the 500 levels at which our own reader gives up, for what a result is wrapped in. */
    public static final int DEEPEST = 200;

    private static final char NUL = '\u0000';
    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    public static boolean is(JsonNode value) {
        return !isTooDeep(value) && value.equals(of(value));
    }

    /** Nested deeper than {@link #DEEPEST}. */
    public static boolean isTooDeep(JsonNode value) {
        return isDeeper(value, DEEPEST);
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
            case DoubleNode number when number.isNaN() -> JsonNodeFactory.instance.stringNode(number.asString());
            case JsonNode other -> other;
        };
    }

    public static String text(String text) {
        if (text.chars().noneMatch(c -> c == NUL || Character.isSurrogate((char) c))) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == NUL || (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)) ? REPLACEMENT : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isDeeper(JsonNode value, int levels) {
        if (!value.isContainer()) {
            return false;
        }
        return levels == 0 || value.valueStream().anyMatch(item -> isDeeper(item, levels - 1));
    }
}
