package dev.signalbox.platform.schemas;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a value nearer to its schema before it is judged: absent properties get their default, and scalars that were rendered
 * as text (templates do that) become what the schema asks for. Whatever does not clearly fit is left for validation to refuse.
 */
final class Filling {

    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?");

    private Filling() {}

    static JsonNode coerced(JsonNode schema, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> object(schema, object);
            case ArrayNode array -> array(schema, array);
            default -> scalar(schema.path("type").asString(""), schema, value);
        };
    }

    private static ObjectNode object(JsonNode schema, ObjectNode value) {
        var filled = JsonNodeFactory.instance.objectNode();
        var properties = schema.path("properties");
        for (var entry : value.properties()) {
            var property = properties.path(entry.getKey());
            var known = property.isMissingNode() ? schema.path("additionalProperties") : property;
            // An optional argument given as null was left out, whatever the template around it meant.
            if (!entry.getValue().isNull() || property.isMissingNode() || allowsNull(property)) {
                filled.set(entry.getKey(), coerced(known, entry.getValue()));
            }
        }
        for (var property : properties.properties()) {
            if (!filled.has(property.getKey()) && property.getValue().has("default")) {
                filled.set(property.getKey(), property.getValue().get("default").deepCopy());
            }
        }
        return filled;
    }

    private static ArrayNode array(JsonNode schema, ArrayNode value) {
        var filled = JsonNodeFactory.instance.arrayNode();
        value.forEach(item -> filled.add(coerced(schema.path("items"), item)));
        return filled;
    }

    private static JsonNode scalar(String type, JsonNode schema, JsonNode value) {
        return switch (type) {
            case "string" -> string(schema, value);
            case "integer", "number" -> value.isString() ? number(type, value) : value;
            case "boolean" -> value.isString() ? bool(value) : value;
            default -> value;
        };
    }

    private static JsonNode string(JsonNode schema, JsonNode value) {
        if (value.isNumber() || value.isBoolean()) {
            return JsonNodeFactory.instance.stringNode(value.asString());
        }
        var lower = value.isString()
                ? JsonNodeFactory.instance.stringNode(value.stringValue().toLowerCase(Locale.ROOT))
                : value;
        return contains(schema.path("enum"), lower) && !contains(schema.path("enum"), value) ? lower : value;
    }

    private static JsonNode number(String type, JsonNode value) {
        var text = value.stringValue().strip();
        if (!NUMBER.matcher(text).matches()) {
            return value;
        }
        var number = new BigDecimal(text);
        if (type.equals("number")) {
            return JsonNodeFactory.instance.numberNode(number);
        }
        return number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= 18
                ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                : value;
    }

    private static JsonNode bool(JsonNode value) {
        return switch (value.stringValue().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> JsonNodeFactory.instance.booleanNode(true);
            case "false" -> JsonNodeFactory.instance.booleanNode(false);
            default -> value;
        };
    }

    private static boolean allowsNull(JsonNode schema) {
        var type = schema.path("type");
        return type.isMissingNode()
                || type.asString("").equals("null")
                || contains(type, JsonNodeFactory.instance.stringNode("null"));
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (var item : array) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
