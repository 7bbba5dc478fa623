package dev.signalbox.mcp.catalog;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes characters out of an answer that a person does not see but a model reads: control and tag characters, zero
 * widths, changes of
 * direction. Joiners stay, since scripts and emoji need them.
 */
public final class Invisible {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]"
            + "|[\\u200B\\u200E\\u200F\\u2060-\\u2064\\uFEFF\\u202A-\\u202E\\u2066-\\u2069]"
            + "|[\\x{E0000}-\\x{E007F}]");

    private Invisible() {}

    public static JsonNode removed(JsonNode answer) {
        return hasUnseen(answer) ? copied(answer) : answer;
    }

    private static boolean hasUnseen(JsonNode answer) {
        return answer.isString()
                ? mayHide(answer.stringValue())
                : answer.valueStream().anyMatch(Invisible::hasUnseen);
    }

    /** Nearly every text is plain, and looking at each character costs less than matching it. */
    private static boolean mayHide(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\n' && c != '\r' && c != '\t' : c >= 0x7F && (c <= 0x9F || c >= 0x200B)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode copied(JsonNode answer) {
        return switch (answer) {
            case ObjectNode object -> {
                ObjectNode clean = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> clean.set(member.getKey(), copied(member.getValue())));
                yield clean;
            }
            case ArrayNode array -> {
                ArrayNode clean = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> clean.add(copied(item)));
                yield clean;
            }
            default -> answer.isString() ? text(answer) : answer;
        };
    }

    private static JsonNode text(JsonNode text) {
        var matcher = UNSEEN.matcher(text.stringValue());
        return matcher.find() ? JsonNodeFactory.instance.stringNode(matcher.replaceAll("")) : text;
    }
}
