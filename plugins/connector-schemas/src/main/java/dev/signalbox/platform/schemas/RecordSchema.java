package dev.signalbox.platform.schemas;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON Schema of a record, by the rules that {@link Description} states for the authors of connectors. */
final class RecordSchema {

    private static final Map<Class<?>, String> SCALARS = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(BigInteger.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"),
            Map.entry(BigDecimal.class, "number"));

    private static final Map<Class<?>, String> FORMATS = Map.of(
            URI.class, "uri",
            UUID.class, "uuid",
            Instant.class, "date-time",
            Duration.class, "duration");

    private final Deque<Class<?>> path = new ArrayDeque<>();

    private RecordSchema() {}

    /** @throws IllegalArgumentException for a component whose type has no schema */
    static ObjectNode of(Class<? extends Record> record) {
        return new RecordSchema().ofRecord(record);
    }

    private ObjectNode ofRecord(Class<?> record) {
        if (path.contains(record)) {
            throw new IllegalArgumentException(record.getSimpleName() + " contains itself");
        }
        path.push(record);
        var schema = object();
        var properties = schema.putObject("properties");
        var required = JsonNodeFactory.instance.arrayNode();
        for (var component : record.getRecordComponents()) {
            var name = PropertyNamingStrategies.SNAKE_CASE.nameForField(null, null, component.getName());
            properties.set(name, ofComponent(component));
            if (isRequired(component)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
        path.pop();
        return schema;
    }

    private ObjectNode ofComponent(RecordComponent component) {
        var schema = ofType(component.getGenericType());
        var description = component.getAnnotation(Description.class);
        if (description != null) {
            schema.put("description", description.value());
        }
        var preset = component.getAnnotation(Default.class);
        if (preset != null) {
            schema.set("default", literal(schema, preset.value(), component));
        } else if (isCollection(component.getType())) {
            schema.set("default", JsonNodeFactory.instance.arrayNode());
        } else if (Map.class.isAssignableFrom(component.getType())) {
            schema.set("default", JsonNodeFactory.instance.objectNode());
        }
        return schema;
    }

    private ObjectNode ofType(Type type) {
        return switch (type) {
            case ParameterizedType generic ->
                ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
            case Class<?> plain -> ofClass(plain);
            default -> throw unsupported(type);
        };
    }

    private ObjectNode ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            return ofType(arguments[0]);
        }
        if (raw == List.class || raw == Set.class || raw == Collection.class) {
            var schema = typed("array");
            schema.set("items", ofType(arguments[0]));
            return raw == Set.class ? schema.put("uniqueItems", true) : schema;
        }
        if (raw == Map.class && arguments[0] == String.class) {
            var schema = object();
            schema.set("additionalProperties", ofType(arguments[1]));
            return schema;
        }
        throw unsupported(raw);
    }

    private ObjectNode ofClass(Class<?> type) {
        if (SCALARS.containsKey(type)) {
            return typed(SCALARS.get(type));
        }
        if (FORMATS.containsKey(type)) {
            return typed("string").put("format", FORMATS.get(type));
        }
        if (type == Object.class) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (type.isEnum()) {
            var values = JsonNodeFactory.instance.arrayNode();
            Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .forEach(values::add);
            var schema = typed("string");
            schema.set("enum", values);
            return schema;
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        throw unsupported(type);
    }

    private static JsonNode literal(ObjectNode schema, String text, RecordComponent component) {
        var value = Filling.coerced(schema, JsonNodeFactory.instance.stringNode(text));
        if (!Shape.of(schema).problems(value).isEmpty()) {
            throw new IllegalArgumentException(
                    "The default of " + component.getName() + " does not fit its type: " + text);
        }
        return value;
    }

    private static boolean isRequired(RecordComponent component) {
        var type = component.getType();
        return type != Optional.class
                && !isCollection(type)
                && !Map.class.isAssignableFrom(type)
                && !component.isAnnotationPresent(Default.class)
                && Stream.<AnnotatedElement>of(component, component.getAnnotatedType())
                        .flatMap(element -> Arrays.stream(element.getAnnotations()))
                        .noneMatch(annotation ->
                                annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type);
    }

    private static ObjectNode object() {
        return typed("object");
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException("There is no JSON form for " + type.getTypeName());
    }
}
