package dev.signalbox.platform.tasks;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code timeout_default} of a step answers: {@code true}, an option, or a whole result. A result that says nothing is a no. */
final class TimeoutDefault {

    private TimeoutDefault() {}

    static ObjectNode result(JsonNode byDefault, List<String> options) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("approved", false).putNull("option").putNull("comment").put("timed_out", true);
        return switch (byDefault) {
            case ObjectNode whole -> result.setAll(whole);
            case JsonNode text
            when text.isString() && options.contains(text.stringValue()) ->
                result.put("approved", true).put("option", text.stringValue());
            case JsonNode other -> result.put("approved", other.asString("").matches("true|approve|approved"));
        };
    }
}
