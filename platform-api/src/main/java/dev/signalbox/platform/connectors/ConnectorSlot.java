package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.plugins.InstalledConnector;
import java.time.Duration;
import java.util.concurrent.Semaphore;
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

    private static final int MOST_CALLS = 100;
    private static final int MOST_WAITING = 1000;

    private final InstalledConnector installed;
    private final Semaphore room = new Semaphore(MOST_CALLS, true);
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable OpenConnector opened;

    /** The calls that are in it or on their way in, and whether new ones go elsewhere: guarded by {@link OpenConnectors}. */
    int calls;

    boolean retired;

    /** Made by a call that is in the plugin, which stays loaded until this is closed. */
    ConnectorSlot(InstalledConnector installed) {
        this.installed = installed;
        installed.enterAgain();
    }

    /** What happens in the connector. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws InterruptedException;
    }

    /** Calls beyond the measure wait for others of the same instance, so that one that hangs uses up its own room only. */
    <T> T withRoom(Call<T> call) throws InterruptedException {
        if (room.getQueueLength() >= MOST_WAITING) {
            throw new ToolException(
                    Reason.RATE_LIMITED,
                    "Too many calls of this instance wait already; try again later.",
                    Duration.ofSeconds(1));
        }
        room.acquire();
        try {
            return call.run();
        } finally {
            room.release();
        }
    }

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
        Thread.currentThread().setContextClassLoader(installed.classLoader());
        opening.lock();
        try {
            if (opened != null) {
                opened.close();
                opened = null;
            }
        } catch (RuntimeException | Error e) {
            log.error("A connector failed to close", e);
        } finally {
            opening.unlock();
            installed.leave();
        }
    }
}
