package dev.signalbox.connector.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of tools: of the letters a tool's name may have, and each once. */
final class OpenApiNames {

    private static final int LONGEST = 64;

    private final Set<String> given = new HashSet<>();

    String of(OpenApiDocument.Operation operation) {
        var name = snake(operation.id().orElseGet(() -> operation.method() + "_" + operation.path()));
        if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
            name = operation.method() + "_" + name;
        }
        return unused(name.substring(0, Math.min(LONGEST, name.length())).replaceFirst("_+$", ""));
    }

    private String unused(String name) {
        var free = name;
        for (int n = 2; !given.add(free); n++) {
            var suffix = "_" + n;
            free = name.substring(0, Math.min(LONGEST - suffix.length(), name.length())) + suffix;
        }
        return free;
    }

    private static String snake(String text) {
        return text.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
    }
}
