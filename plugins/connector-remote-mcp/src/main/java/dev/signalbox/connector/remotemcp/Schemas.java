package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a schema of a stranger must keep to, so that it can be checked against and shown. */
final class Schemas {

    private static final int LARGEST = 32 * 1024;
    private static final int DEEPEST = 24;
    private static final Set<Object> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    private Schemas() {}

    /** Without the name of its dialect, which is not followed; a server that gives none takes anything. */
    static Map<String, @Nullable Object> input(Said tool) {
        var given = tool.object("inputSchema").fields();
        var schema = new LinkedHashMap<String, @Nullable Object>(given);
        schema.remove("$schema");
        schema.putIfAbsent("type", "object");
        return schema;
    }

    /** Why it cannot be used. */
    static Optional<String> problem(Map<String, @Nullable Object> schema, ConnectorJson json) {
        if (!"object".equals(schema.get("type"))) {
            return Optional.of("its arguments are not an object");
        }
        if (json.write(schema).length() > LARGEST) {
            return Optional.of("the schema of its arguments is larger than " + LARGEST + " characters");
        }
        return walk(schema, 0).or(() -> ParamHeaders.problem(schema));
    }

    private static Optional<String> walk(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            return Optional.of("the schema of its arguments is nested more than " + DEEPEST + " deep");
        }
        return switch (value) {
            case Map<?, ?> map ->
                member(map).or(() -> map.values().stream()
                        .flatMap(member -> walk(member, depth + 1).stream())
                        .findFirst());
            case List<?> list ->
                list.stream()
                        .flatMap(member -> walk(member, depth + 1).stream())
                        .findFirst();
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> member(Map<?, ?> map) {
        for (var keyword : List.of("$ref", "$dynamicRef")) {
            if (map.get(keyword) instanceof String reference && !reference.startsWith("#")) {
                return Optional.of("the schema of its arguments refers to another document");
            }
        }
        if (map.get("$id") instanceof String || map.get("$schema") instanceof String) {
            return Optional.of("the schema of its arguments brings documents of its own");
        }
        if (misshapen(map)) {
            return Optional.of("the schema of its arguments is none");
        }
        if (map.get("pattern") instanceof String pattern && !compiles(pattern)) {
            return Optional.of("the schema of its arguments has a pattern that is none");
        }
        return Optional.empty();
    }

    /** A property may be named like a keyword: then a schema stands where the keyword would have something else. */
    private static boolean misshapen(Map<?, ?> map) {
        return wrong(map.get("type"), Schemas::names)
                || wrong(map.get("required"), List.class::isInstance)
                || wrong(map.get("enum"), List.class::isInstance)
                || wrong(map.get("properties"), Map.class::isInstance);
    }

    private static boolean wrong(@Nullable Object value, Predicate<Object> right) {
        return value != null && !(value instanceof Map<?, ?>) && !right.test(value);
    }

    private static boolean names(Object type) {
        return type instanceof List<?> several ? TYPES.containsAll(several) : TYPES.contains(type);
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException _) {
            return false;
        }
    }
}
