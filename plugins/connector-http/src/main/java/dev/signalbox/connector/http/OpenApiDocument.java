package dev.signalbox.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorJson;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document of version 3.0 or 3.1: its operations, and what its references point at. */
final class OpenApiDocument {

    private static final List<String> METHODS = List.of("get", "head", "post", "put", "patch", "delete");

    private final Map<String, @Nullable Object> root;

    private OpenApiDocument(Map<String, @Nullable Object> root) {
        this.root = root;
    }

    static OpenApiDocument of(String text, ConnectorJson json) {
        var root = OpenApiText.read(text, json);
        if (root.containsKey("swagger")) {
            throw OpenApiText.refused("is of version 2 (Swagger). Convert it to OpenAPI 3 first.");
        }
        var version = String.valueOf(root.get("openapi"));
        if (!version.startsWith("3.0") && !version.startsWith("3.1")) {
            throw OpenApiText.refused("does not say that it is of version 3.0 or 3.1: \"openapi\": \"3.1.0\".");
        }
        if (!(root.get("paths") instanceof Map<?, ?>)) {
            throw OpenApiText.refused("has no paths.");
        }
        return new OpenApiDocument(root);
    }

    /** @param node the operation, with the parameters of its path in front of its own */
    record Operation(
            String method,
            String path,
            Map<String, @Nullable Object> node,
            List<Map<String, @Nullable Object>> parameters) {

        Optional<String> id() {
            return node.get("operationId") instanceof String id && !id.isBlank() ? Optional.of(id) : Optional.empty();
        }

        boolean isNamed(String choice) {
            return choice.equals(node.get("operationId"))
                    || choice.equalsIgnoreCase(method + " " + path)
                    || (node.get("tags") instanceof List<?> tags && tags.contains(choice));
        }

        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    /** Where the document says the operations are; for a person to compare with. */
    Optional<String> server() {
        return root.get("servers") instanceof List<?> servers
                        && !servers.isEmpty()
                        && servers.getFirst() instanceof Map<?, ?> first
                        && first.get("url") instanceof String url
                ? Optional.of(url)
                : Optional.empty();
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        object(root.get("paths")).forEach((path, value) -> {
            var item = resolved(value);
            for (var method : METHODS) {
                if (item.get(method) instanceof Map<?, ?> operation) {
                    var node = OpenApiText.named(operation);
                    operations.add(new Operation(method, path, node, parameters(item, node)));
                }
            }
        });
        return operations;
    }

    /** Those of the operation replace those of the path that have their name and place. */
    private List<Map<String, @Nullable Object>> parameters(
            Map<String, @Nullable Object> item, Map<String, @Nullable Object> operation) {
        var own = all(operation.get("parameters"));
        var parameters = new ArrayList<Map<String, @Nullable Object>>();
        for (Map<String, @Nullable Object> shared : all(item.get("parameters"))) {
            if (!anySame(own, shared)) {
                parameters.add(shared);
            }
        }
        parameters.addAll(own);
        return parameters;
    }

    private static boolean anySame(
            List<Map<String, @Nullable Object>> parameters, Map<String, @Nullable Object> wanted) {
        for (Map<String, @Nullable Object> parameter : parameters) {
            if (same(parameter, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        return String.valueOf(one.get("name")).equals(other.get("name"))
                && String.valueOf(one.get("in")).equals(other.get("in"));
    }

    private List<Map<String, @Nullable Object>> all(@Nullable Object list) {
        var resolved = new ArrayList<Map<String, @Nullable Object>>();
        if (list instanceof List<?> parts) {
            for (var part : parts) {
                resolved.add(resolved(part));
            }
        }
        return resolved;
    }

    /** The object itself, or the one it refers to in the end. */
    Map<String, @Nullable Object> resolved(@Nullable Object value) {
        var seen = new HashSet<String>();
        var current = value;
        while (object(current).get("$ref") instanceof String reference) {
            if (!seen.add(reference)) {
                throw OpenApiText.refused("has a reference that leads back to itself: " + reference);
            }
            current = at(reference);
        }
        return object(current);
    }

    /** @return null when nothing is there */
    @Nullable
    Object at(String reference) {
        if (!reference.startsWith("#/")) {
            throw OpenApiText.refused(
                    "refers to another document, which is not fetched: " + reference + ". Bundle the two into one.");
        }
        Object current = root;
        for (var part : reference.substring(2).split("/", -1)) {
            current = step(current, part.replace("~1", "/").replace("~0", "~"));
        }
        if (current == null) {
            throw OpenApiText.refused("refers to something that is not there: " + reference);
        }
        return current;
    }

    private static @Nullable Object step(@Nullable Object from, String name) {
        return switch (from) {
            case Map<?, ?> map ->
                map.containsKey(name) ? map.get(name) : name.contains("%") ? map.get(decoded(name)) : null;
            case List<?> list
            when name.matches("\\d{1,6}") && Integer.parseInt(name) < list.size() -> list.get(Integer.parseInt(name));
            case null, default -> null;
        };
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return OpenApiText.named(map);
        }
        return Collections.emptyMap();
    }
}
