package dev.signalbox.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.signalbox.console.platform.LiveRuns;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.platform.RunChange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an open page true: after a hint it reads again, off the page's lock, and shows what it read. A burst of hints is one
 * reading, and readings never overtake each other.
 */
public final class Refresher<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final Executor EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
    private static final long GATHER_MILLIS = 250;

    private final AtomicBoolean wanted = new AtomicBoolean();
    private final ReentrantLock reading = new ReentrantLock(true);
    private final UI ui;
    private final Supplier<T> read;
    private final Consumer<T> show;

    private Refresher(UI ui, Supplier<T> read, Consumer<T> show) {
        this.ui = ui;
        this.read = read;
        this.show = show;
    }

    /** Follows the live runs for as long as the page is open. */
    public static <T> void follow(
            Component page, LiveRuns live, Predicate<RunChange> concerns, Supplier<T> read, Consumer<T> show) {
        page.addAttachListener(attached -> {
            var refresher = new Refresher<>(attached.getUI(), read, show);
            var listening = live.listen(change -> {
                if (concerns.test(change)) {
                    refresher.hint();
                }
            });
            page.addDetachListener(detached -> {
                detached.unregisterListener();
                listening.remove();
            });
        });
    }

    private void hint() {
        if (wanted.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(GATHER_MILLIS, TimeUnit.MILLISECONDS, EXECUTOR)
                    .execute(this::refresh);
        }
    }

    private void refresh() {
        reading.lock();
        try {
            wanted.set(false);
            T fresh = read.get();
            // Nobody waits for this: a page that closed meanwhile simply does not show it
            ui.accessLater(() -> show.accept(fresh), () -> LOG.trace("The page closed"))
                    .run();
        } catch (PlatformProblem e) {
            // The page keeps showing what it knew; the stream itself tells again when the platform is back
            LOG.info("A page could not be refreshed: {}", e.sentence());
        } finally {
            reading.unlock();
        }
    }
}
