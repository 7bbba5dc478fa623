package dev.signalbox.connector.remotemcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object of the other side, read without believing that anything in it is what it should be. */
record Said(Map<String, @Nullable Object> fields) {

    @SuppressWarnings("unchecked") // the keys of JSON objects are strings
    static Said of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Said((Map<String, @Nullable Object>) map);
        }
        return new Said(new LinkedHashMap<String, @Nullable Object>());
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    Optional<String> text(String name) {
        return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Said object(String name) {
        return of(fields.get(name));
    }

    List<Said> objects(String name) {
        return list(name).stream().map(Said::of).toList();
    }

    List<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    Optional<Boolean> flag(String name) {
        return fields.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    Optional<Double> number(String name) {
        return fields.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }
}
