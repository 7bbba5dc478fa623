package dev.signalbox.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has been started so far, stopped in the opposite order at the end of the JVM, whenever that comes. */
final class Belongings {

    private final Deque<AutoCloseable> stack = new ArrayDeque<>();
    private boolean closing;

    static Belongings closedAtExit() {
        var belongings = new Belongings();
        Runtime.getRuntime().addShutdownHook(new Thread(belongings::closeAll, "stop"));
        return belongings;
    }

    synchronized <T extends AutoCloseable> T keep(T thing) {
        stack.push(thing);
        return thing;
    }

    synchronized boolean closing() {
        return closing;
    }

    private void closeAll() {
        synchronized (this) {
            closing = true;
        }
        for (var thing = next(); thing != null; thing = next()) {
            try {
                thing.close();
            } catch (Exception e) {
                // The rest must be stopped all the same.
                Terminal.complain("Not stopped cleanly: " + e.getMessage());
            }
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return stack.poll();
    }
}
