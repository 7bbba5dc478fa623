package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How large an answer is on the wire, where it stands twice: structured, and as a text for clients that know no
 * other.
 */
public final class ResultSize {

    public static final int LIMIT = 256 * 1024;
    static final int ENVELOPE = 2 * 1024;
    private static final int QUOTES = 2;

    private ResultSize() {}

    public static int of(JsonNode content) {
        return of(Json.MAPPER.writeValueAsString(content));
    }

    /** @param text the content as it is written */
    static int of(String text) {
        int plain = 0;
        int escapes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            // What is written has no other characters that must be escaped when it is written as a text
            escapes += c == '"' || c == '\\' ? 1 : 0;
        }
        return 2 * plain + escapes + QUOTES + ENVELOPE;
    }

    /** What an item adds to the size of its page. */
    static int ofItem(JsonNode item) {
        return of(item) - ENVELOPE + 2;
    }

    /**
     * How many of a page's items can be returned at once; 0 when the first alone is too large, or when it is no page.
     */
    public static int itemsThatFit(JsonNode page) {
        if (!(page.path("items") instanceof ArrayNode items)) {
            return 0;
        }
        ObjectNode rest = ((ObjectNode) page).deepCopy();
        rest.putArray("items");
        int size = of(rest);
        int fitting = 0;
        for (JsonNode item : items) {
            size += ofItem(item);
            if (size > LIMIT) {
                break;
            }
            fitting++;
        }
        return fitting;
    }
}
