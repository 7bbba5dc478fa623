package dev.signalbox.connector.workqueue;

import java.util.Locale;

/** Where a loop is on its way. Only an active one stands in the queue. */
enum LoopStatus {
    ACTIVE,
    ON_HOLD,
    SHIPPED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LoopStatus of(Object wire) {
        return valueOf(wire.toString().toUpperCase(Locale.ROOT));
    }
}
