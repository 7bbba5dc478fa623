package dev.signalbox.connector.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies schemas of a document into one that stands alone, as JSON Schema 2020-12. References are written out; one that
 * leads back into itself ends there, where any value is taken and the other system judges. Patterns are left to it too:
 * an expression that somebody wrote to take for ever would take it here.
 */
final class OpenApiSchema {

    /** One tool's arguments; written out, a few lines could become millions. */
    private static final int MOST_PARTS = 3_000;

    private static final int LONGEST_TEXT = 500;

    private static final Set<String> PLAIN = Set.of(
            "type",
            "format",
            "enum",
            "const",
            "minimum",
            "maximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "required",
            "minProperties",
            "maxProperties");

    private static final Set<String> ONE = Set.of("items", "not", "additionalProperties", "propertyNames");
    private static final Set<String> MANY = Set.of("allOf", "anyOf", "oneOf", "prefixItems");

    private final OpenApiDocument document;
    private final String operation;
    private final Set<String> open = new HashSet<>();
    private int parts;

    /** @param operation whose arguments these are, for messages */
    OpenApiSchema(OpenApiDocument document, String operation) {
        this.document = document;
        this.operation = operation;
    }

    Object copy(@Nullable Object schema) {
        if (++parts > MOST_PARTS) {
            throw OpenApiText.refused(("has an operation, %s, whose arguments have more than %,d parts. "
                            + "Name those you want in operations.")
                    .formatted(operation, MOST_PARTS));
        }
        if (schema instanceof Boolean any) {
            return any;
        }
        var node = OpenApiDocument.object(schema);
        return node.get("$ref") instanceof String reference ? referred(reference, node) : keywords(node);
    }

    private Object referred(String reference, Map<String, @Nullable Object> node) {
        if (!open.add(reference)) {
            var name = reference.substring(reference.lastIndexOf('/') + 1);
            return Map.of("description", "Again: " + name + ".");
        }
        try {
            var copy = copy(document.at(reference));
            if (copy instanceof Map<?, ?> map && node.get("description") instanceof String said) {
                var described = new LinkedHashMap<String, @Nullable Object>(OpenApiText.named(map));
                described.put("description", shortened(said));
                return described;
            }
            return copy;
        } finally {
            open.remove(reference);
        }
    }

    private Map<String, @Nullable Object> keywords(Map<String, @Nullable Object> node) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        node.forEach((keyword, value) -> {
            if (PLAIN.contains(keyword)) {
                copy.put(keyword, value);
            } else if (ONE.contains(keyword)) {
                copy.put(keyword, copy(value));
            } else if (MANY.contains(keyword) && value instanceof List<?> list) {
                copy.put(keyword, list.stream().map(this::copy).toList());
            }
        });
        if (node.get("properties") instanceof Map<?, ?> properties) {
            copy.put("properties", properties(OpenApiText.named(properties), copy));
        }
        describe(node, copy);
        bound(node, copy, "exclusiveMinimum", "minimum");
        bound(node, copy, "exclusiveMaximum", "maximum");
        if (Boolean.TRUE.equals(node.get("nullable"))) {
            allowNull(copy);
        }
        return copy;
    }

    /** What can only be read is no argument. */
    private Map<String, @Nullable Object> properties(
            Map<String, @Nullable Object> properties, Map<String, @Nullable Object> copy) {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        properties.forEach((name, schema) -> {
            if (!Boolean.TRUE.equals(OpenApiDocument.object(schema).get("readOnly"))) {
                kept.put(name, copy(schema));
            }
        });
        if (copy.get("required") instanceof List<?> required) {
            copy.put(
                    "required",
                    required.stream()
                            .filter(name -> kept.containsKey(name) || !properties.containsKey(name))
                            .toList());
        }
        return kept;
    }

    /** A default is told and not filled in: the other system does that itself, also when it changes its mind. */
    private static void describe(Map<String, @Nullable Object> node, Map<String, @Nullable Object> copy) {
        var texts = new ArrayList<String>();
        Stream.of("title", "description")
                .map(node::get)
                .filter(String.class::isInstance)
                .reduce((_, description) -> description)
                .ifPresent(text -> texts.add(shortened((String) text)));
        var usual = node.get("default");
        if (usual != null && !(usual instanceof Map<?, ?>)) {
            texts.add("Usually " + shortened(usual.toString()) + ".");
        }
        if (!texts.isEmpty()) {
            copy.put("description", String.join(" ", texts));
        }
    }

    /** In 3.0 an exclusive bound is a flag beside the bound; since 3.1 it is the bound. */
    private static void bound(
            Map<String, @Nullable Object> node, Map<String, @Nullable Object> copy, String exclusive, String bound) {
        var value = node.get(exclusive);
        if (value instanceof Number) {
            copy.put(exclusive, value);
        } else if (Boolean.TRUE.equals(value) && copy.containsKey(bound)) {
            copy.put(exclusive, copy.remove(bound));
        }
    }

    private static void allowNull(Map<String, @Nullable Object> copy) {
        if (copy.get("type") instanceof String type) {
            copy.put("type", List.of(type, "null"));
        }
        if (copy.get("enum") instanceof List<?> values && !values.contains(null)) {
            var all = new ArrayList<@Nullable Object>(values);
            all.add(null);
            copy.put("enum", all);
        }
    }

    static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line;
    }
}
