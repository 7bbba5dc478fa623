package dev.signalbox.connector.workqueue;

import java.util.Locale;

/** How much a task matters, the most first. */
enum Priority {
    URGENT,
    HIGH,
    MEDIUM,
    LOW,
    NONE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Priority of(Object wire) {
        return valueOf(wire.toString().toUpperCase(Locale.ROOT));
    }
}
