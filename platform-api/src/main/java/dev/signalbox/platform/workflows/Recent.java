package dev.signalbox.platform.workflows;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What was used last. Thread-safe. */
final class Recent<K, V> {

    private static final int MOST = 500;

    private final SequencedMap<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    synchronized @Nullable V find(K key) {
        return values.get(key);
    }

    synchronized void keep(K key, V value) {
        values.put(key, value);
        if (values.size() > MOST) {
            values.pollFirstEntry();
        }
    }
}
