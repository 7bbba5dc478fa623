package dev.signalbox.local;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks again and again at something that another process changes and tells nobody about. */
final class Await {

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Await() {}

    /** The first value that is wanted, or the last one seen. */
    static <T> T value(Duration patience, Look<T> look, Predicate<T> wanted) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var value = look.now();
        while (!wanted.test(value) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            value = look.now();
        }
        return value;
    }

    /** One look. */
    interface Look<T> {
        T now() throws IOException, InterruptedException;
    }
}
