package dev.signalbox.connector.remotemcp;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments that a schema of the revision 2026-07-28 wants repeated in headers, for proxies to go by. */
final class ParamHeaders {

    private static final String MARK = "x-mcp-header";
    private static final String PREFIX = "Mcp-Param-";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,60}");
    private static final Set<String> PLAIN = Set.of("string", "integer", "number", "boolean");

    private ParamHeaders() {}

    /** Why the marks in a schema cannot be followed. */
    static Optional<String> problem(Map<String, @Nullable Object> schema) {
        var names = new HashSet<String>();
        var marks = count(schema);
        var problem = problem(new Said(schema), names);
        if (problem.isEmpty() && marks != names.size()) {
            return Optional.of("it wants a header from an argument that is not always in one place");
        }
        return problem;
    }

    private static Optional<String> problem(Said schema, Set<String> names) {
        var properties = schema.object("properties");
        for (var name : properties.fields().keySet()) {
            var property = properties.object(name);
            if (property.has(MARK)) {
                var header = property.text(MARK).orElse("");
                if (!TOKEN.matcher(header).matches()
                        || !PLAIN.contains(property.text("type").orElse(""))
                        || !names.add(header.toLowerCase(Locale.ROOT))) {
                    return Optional.of("it wants a header that cannot be: " + Visible.only(header));
                }
            }
            var below = problem(property, names);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    private static int count(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                (map.containsKey(MARK) ? 1 : 0)
                        + map.values().stream().mapToInt(ParamHeaders::count).sum();
            case Iterable<?> list -> {
                int sum = 0;
                for (var member : list) {
                    sum += count(member);
                }
                yield sum;
            }
            case null, default -> 0;
        };
    }

    /** What is absent or null has no header. */
    static Map<String, String> of(Map<String, @Nullable Object> schema, Map<String, @Nullable Object> arguments) {
        var headers = new LinkedHashMap<String, String>();
        collect(new Said(schema), new Said(arguments), headers);
        return headers;
    }

    private static void collect(Said schema, Said arguments, Map<String, String> headers) {
        var properties = schema.object("properties");
        for (var name : properties.fields().keySet()) {
            var property = properties.object(name);
            var value = arguments.fields().get(name);
            if (value != null) {
                property.text(MARK)
                        .ifPresent(header -> headers.put(PREFIX + header, Modern.value(String.valueOf(value))));
                collect(property, Said.of(value), headers);
            }
        }
    }
}
