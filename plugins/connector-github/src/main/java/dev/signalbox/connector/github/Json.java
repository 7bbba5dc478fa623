package dev.signalbox.connector.github;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object GitHub answered with. What is absent, or of another type than agreed, is null: its answers grow over time. */
record Json(Map<?, ?> object) {

    static Json of(@Nullable Object value) {
        return new Json(value instanceof Map<?, ?> object ? object : Map.of());
    }

    @Nullable
    Object get(String name) {
        return object.get(name);
    }

    @Nullable
    String text(String name) {
        return get(name) instanceof String text ? text : null;
    }

    Json in(String name) {
        return of(get(name));
    }

    boolean has(String name) {
        return get(name) != null;
    }

    /** A part of each object in a list, such as the names of labels. */
    List<String> each(String list, String part) {
        return get(list) instanceof List<?> items
                ? items.stream()
                        .map(item -> item instanceof String plain ? plain : of(item).text(part))
                        .filter(text -> text != null)
                        .map(String::valueOf)
                        .toList()
                : List.of();
    }
}
