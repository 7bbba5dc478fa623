package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as JSON Schema, in the plain subset that every model provider takes: one type per field, no references, no
 * combinations,
 * no formats. A component is required unless it is {@code @Nullable} or has a default.
 */
final class RecordSchema {

    private static final List<Class<?>> TEXTS = List.of(String.class, UUID.class, Instant.class);
    private static final List<Class<?>> INTEGERS = List.of(int.class, Integer.class, long.class, Long.class);
    private static final List<Class<?>> NUMBERS = List.of(double.class, Double.class, BigDecimal.class);
    private static final List<Class<?>> TRUTHS = List.of(boolean.class, Boolean.class);

    private RecordSchema() {}

    /** What a caller sends: nothing but these fields. */
    static ObjectNode ofArguments(Class<? extends Record> type) {
        ObjectNode schema = object(type);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** What the platform answers: it may say more in a later version. */
    static ObjectNode ofAnswer(Class<? extends Record> type) {
        return object(type);
    }

    /** The wire name of a component. */
    static String name(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static ObjectNode object(Class<?> type) {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.MAPPER.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(name(component), property(component));
            if (isRequired(component)) {
                required.add(name(component));
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !component.isAnnotationPresent(Default.class);
    }

    private static ObjectNode property(RecordComponent component) {
        ObjectNode schema = of(component.getGenericType());
        var meaning = component.getAnnotation(Meaning.class);
        if (meaning != null) {
            schema.put("description", meaning.value());
        }
        var range = component.getAnnotation(Range.class);
        if (range != null) {
            boolean text = schema.path("type").asString().equals("string");
            bound(schema, text ? "minLength" : "minimum", range.min(), text ? 0 : Long.MIN_VALUE);
            bound(schema, text ? "maxLength" : "maximum", range.max(), Long.MAX_VALUE);
        }
        var value = component.getAnnotation(Default.class);
        if (value != null) {
            schema.set("default", Json.MAPPER.readTree(value.value()));
        }
        return schema;
    }

    private static void bound(ObjectNode schema, String keyword, long bound, long none) {
        if (bound != none) {
            schema.put(keyword, bound);
        }
    }

    private static ObjectNode of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "array");
            schema.set("items", of(list.getActualTypeArguments()[0]));
            return schema;
        }
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        throw new IllegalArgumentException("A schema cannot say " + type);
    }

    private static ObjectNode of(Class<?> type) {
        if (type.isRecord()) {
            return object(type);
        }
        if (type.isEnum()) {
            return choice(type);
        }
        // Any JSON at all is said by saying nothing
        return type == JsonNode.class
                ? Json.MAPPER.createObjectNode()
                : Json.MAPPER.createObjectNode().put("type", typeName(type));
    }

    private static String typeName(Class<?> type) {
        if (TEXTS.contains(type)) {
            return "string";
        }
        if (INTEGERS.contains(type)) {
            return "integer";
        }
        if (NUMBERS.contains(type)) {
            return "number";
        }
        if (TRUTHS.contains(type)) {
            return "boolean";
        }
        if (type == ObjectNode.class) {
            return "object";
        }
        throw new IllegalArgumentException("A schema cannot say " + type);
    }

    private static ObjectNode choice(Class<?> type) {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
        }
        return schema;
    }
}
