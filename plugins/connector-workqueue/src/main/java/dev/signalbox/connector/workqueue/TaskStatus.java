package dev.signalbox.connector.workqueue;

import java.util.Locale;

/** Where a task is on its way. */
enum TaskStatus {
    /** New; nobody has looked at it. */
    OPEN,
    APPROVED,
    IN_PROGRESS,
    SHIPPED,
    REJECTED,
    ON_HOLD;

    /** Whether it can be reached once only, so that of two who try one is told that the other was first. */
    boolean exclusive() {
        return this == IN_PROGRESS || this == SHIPPED;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskStatus of(Object wire) {
        return valueOf(wire.toString().toUpperCase(Locale.ROOT));
    }
}
