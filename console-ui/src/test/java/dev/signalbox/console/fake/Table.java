package dev.signalbox.console.fake;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rows by id, in the order they came. */
final class Table<T> {

    private final Map<String, T> rows = new ConcurrentHashMap<>();
    private final List<T> order = new CopyOnWriteArrayList<>();

    void put(String id, T row) {
        rows.put(id, row);
        order.add(row);
    }

    void clear() {
        rows.clear();
        order.clear();
    }

    void remove(String id) {
        T row = rows.remove(id);
        if (row != null) {
            order.remove(row);
        }
    }

    boolean has(String id) {
        return rows.containsKey(id);
    }

    T get(String id) {
        return Objects.requireNonNull(rows.get(id), () -> "No row " + id);
    }

    List<T> all() {
        return List.copyOf(order);
    }
}
