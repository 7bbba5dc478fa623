package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text with references: {@code Send {{input.sku}}?}. Only paths, never an expression. */
record Template(List<Part> parts) {

    private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}_$@-]+");

    sealed interface Part {}

    record Text(String text) implements Part {}

    record Reference(List<String> path) implements Part {

        String root() {
            return path.getFirst();
        }

        @Override
        public String toString() {
            return "{{" + String.join(".", path) + "}}";
        }
    }

    static Template parse(String text) throws Malformed {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                throw new Malformed("A {{ at position " + (open + 1) + " is never closed by }}");
            }
            if (open > from) {
                parts.add(new Text(text.substring(from, open)));
            }
            parts.add(reference(text.substring(open + 2, close)));
            from = close + 2;
        }
        if (from < text.length() || parts.isEmpty()) {
            parts.add(new Text(text.substring(from)));
        }
        return new Template(List.copyOf(parts));
    }

    private static Reference reference(String inside) throws Malformed {
        List<String> path = List.of(inside.strip().split("\\.", -1));
        for (String segment : path) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw new Malformed("{{" + inside + "}} is not a path of names and positions joined by dots");
            }
        }
        return new Reference(path);
    }

    /** Whether it is one reference and nothing else, and so keeps the type of what it refers to. */
    boolean standsAlone() {
        return parts.size() == 1 && parts.getFirst() instanceof Reference;
    }

    List<Reference> references() {
        return parts.stream()
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .toList();
    }

    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
