package dev.signalbox.connector.remotemcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two definitions side by side, in lines a person can judge by. */
final class Difference {

    private static final int MOST_LINES = 100;
    private static final int AROUND = 40;
    private static final int LONGEST = 300;

    private Difference() {}

    static List<String> between(Definition before, Definition after) {
        var old = flat(before);
        var now = flat(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        var lines = new ArrayList<String>();
        for (var name : names) {
            var was = old.get(name);
            var is = now.get(name);
            if (!Objects.equals(was, is)) {
                lines.add(line(name, was, is));
            }
        }
        return bounded(lines);
    }

    /** All that a tool says which nobody has seen yet. */
    static List<String> of(Definition added) {
        var lines = new ArrayList<String>();
        flat(added).forEach((name, value) -> lines.add(name + ": " + excerpt(value, 0)));
        return bounded(lines);
    }

    private static String line(String name, @Nullable String was, @Nullable String is) {
        if (was == null) {
            return name + " is new: " + excerpt(String.valueOf(is), 0);
        }
        if (is == null) {
            return name + " is gone: " + excerpt(was, 0);
        }
        int from = Math.max(0, firstDifference(was, is) - AROUND);
        return "%s was %s and is %s".formatted(name, excerpt(was, from), excerpt(is, from));
    }

    private static int firstDifference(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String excerpt(String text, int from) {
        var end = Math.min(text.length(), from + LONGEST);
        return "“" + (from > 0 ? "…" : "") + text.substring(from, end) + (end < text.length() ? "…" : "") + "”";
    }

    private static List<String> bounded(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        var some = new ArrayList<>(lines.subList(0, MOST_LINES));
        some.add("and %d more differences".formatted(lines.size() - MOST_LINES));
        return some;
    }

    private static Map<String, String> flat(Definition definition) {
        var flat = new LinkedHashMap<String, String>();
        flat.put("name", definition.remoteName());
        definition.facts().forEach((name, value) -> flatten(name, value, flat));
        return flat;
    }

    private static void flatten(String path, @Nullable Object value, Map<String, String> flat) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((name, member) -> flatten(path + "." + name, member, flat));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    flatten(path + "[" + i + "]", list.get(i), flat);
                }
            }
            case null, default -> flat.put(path, String.valueOf(value));
        }
    }
}
