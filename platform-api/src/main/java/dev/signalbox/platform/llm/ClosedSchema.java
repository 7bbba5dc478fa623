package dev.signalbox.platform.llm;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of JSON Schema that providers can hold a model to: every object names all that it may have and requires it, and only
 * keywords stand in it that they understand. With any other schema they refuse the question.
 */
final class ClosedSchema {

    private static final Set<String> KEYWORDS = Set.of(
            "type", "properties", "required", "additionalProperties", "items", "enum", "const", "description", "title");

    private ClosedSchema() {}

    static boolean is(JsonNode schema) {
        return schema instanceof ObjectNode object
                && KEYWORDS.containsAll(object.propertyNames())
                && object.path("type").isString()
                && (!object.path("type").stringValue().equals("object") || closed(object))
                && (!object.has("items") || is(object.path("items")));
    }

    private static boolean closed(ObjectNode object) {
        var properties = object.path("properties");
        var additional = object.path("additionalProperties");
        var required = new HashSet<String>();
        object.path("required").forEach(name -> required.add(name.asString("")));
        return additional.isBoolean()
                && !additional.booleanValue()
                && required.equals(Set.copyOf(properties.propertyNames()))
                && properties.valueStream().allMatch(ClosedSchema::is);
    }
}
