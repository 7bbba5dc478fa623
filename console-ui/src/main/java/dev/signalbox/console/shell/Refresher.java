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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an open page true: after a hint it reads again, off the page's lock, and shows what it read. A burst of hints is one
 * reading, and what was read earlier never covers what was read later.
 */
public final class Refresher<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final Executor EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
    private static final long GATHER_MILLIS = 250;

    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicLong begun = new AtomicLong();
    private final Supplier<T> read;
    private final Consumer<T> show;

    /** The latest reading that is shown; touched under the page's lock only. */
    private long shown;

    private Refresher(Supplier<T> read, Consumer<T> show) {
        this.read = read;
        this.show = show;
    }

    /** Follows the live runs for as long as the page is open. */
    public static <T> Refresher<T> follow(
            Component page, LiveRuns live, Predicate<RunChange> concerns, Supplier<T> read, Consumer<T> show) {
        var refresher = new Refresher<>(read, show);
        page.addAttachListener(attached -> {
            UI ui = attached.getUI();
            var listening = live.listen(change -> {
                if (concerns.test(change)) {
                    refresher.hint(ui);
                }
            });
            page.addDetachListener(detached -> {
                detached.unregisterListener();
                listening.remove();
            });
        });
        return refresher;
    }

    /** Reads and shows at once, under the page's lock: for what somebody just did. */
    public void now() {
        long turn = begun.incrementAndGet();
        apply(turn, read.get());
    }

    /** The page shows something else from here on: readings under way are no longer wanted. */
    public void supersede() {
        shown = begun.incrementAndGet();
    }

    private void hint(UI ui) {
        if (wanted.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(GATHER_MILLIS, TimeUnit.MILLISECONDS, EXECUTOR)
                    .execute(() -> refresh(ui));
        }
    }

    private void refresh(UI ui) {
        wanted.set(false);
        long turn = begun.incrementAndGet();
        try {
            T fresh = read.get();
            ui.accessLater(() -> apply(turn, fresh), () -> LOG.trace("The page closed"))
                    .run();
        } catch (PlatformProblem e) {
            // The page keeps showing what it knew; the stream tells again when the platform is back
            LOG.info("A page could not be refreshed: {}", e.sentence());
        } catch (RuntimeException e) {
            LOG.error("A page could not be refreshed", e);
        }
    }

    private void apply(long turn, T fresh) {
        if (turn > shown) {
            shown = turn;
            show.accept(fresh);
        }
    }
}
