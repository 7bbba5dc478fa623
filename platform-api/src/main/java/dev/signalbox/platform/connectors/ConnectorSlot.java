package dev.signalbox.platform.connectors;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one open connector. It is opened under its own lock, so that one that hangs while it opens holds up nobody but the
 * callers of the same instance; what failed to open is tried anew by the next call.
 */
final class ConnectorSlot {

    private static final Logger log = LoggerFactory.getLogger(ConnectorSlot.class);

    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable OpenConnector opened;

    /** The calls that are in it or on their way in, and whether new ones go elsewhere: guarded by {@link OpenConnectors}. */
    int calls;

    boolean retired;

    OpenConnector opened(Supplier<OpenConnector> open) throws InterruptedException {
        opening.lockInterruptibly();
        try {
            var connector = opened == null ? open.get() : opened;
            opened = connector;
            return connector;
        } finally {
            opening.unlock();
        }
    }

    /** On a thread of its own, since it is a plugin's code too, and the call that happens to be the last is not to wait for it. */
    Thread close() {
        return Thread.ofVirtual().name("close-connector").start(this::closeNow);
    }

    private void closeNow() {
        opening.lock();
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (RuntimeException | Error e) {
            log.error("A connector failed to close", e);
        } finally {
            opening.unlock();
        }
    }
}
