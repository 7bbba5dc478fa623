package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells, once a transaction is committed, that there is something to look at. A hint may get lost: whoever waits for one also
 * looks by itself from time to time. Thread-safe.
 */
@Component
public class RunHints extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofMillis(5);
    /** Nobody waits for the feed as they wait for a run; placing many events at once costs hardly more than placing one. */
    private static final Duration FEED_PAUSE = Duration.ofMillis(25);

    private final Notifications notifications;
    private final Coalescing<TenantId> appended = new Coalescing<>(FEED_PAUSE);
    private final Coalescing<TenantId> movedCalls = new Coalescing<>(PAUSE);
    private final Coalescing<String> woken = new Coalescing<>(PAUSE);

    RunHints(Notifications notifications) {
        super("tell the other nodes about a run");
        this.notifications = notifications;
    }

    /** Call it in the transaction that gave the run something to do: every node hears of it after the commit. */
    public Mono<Void> runWoken(TenantId tenant, RunId run) {
        return TenantTransaction.afterCommit(() -> woken.add(tenant + ":" + run));
    }

    /** Call it in the transaction that appended events. */
    public Mono<Void> eventsAppended(TenantId tenant) {
        return TenantTransaction.afterCommit(() -> appended.add(tenant));
    }

    /** Call it in the transaction that leaves something to be settled between a run and one that it started. */
    public Mono<Void> callsMoved(TenantId tenant) {
        return TenantTransaction.afterCommit(() -> movedCalls.add(tenant));
    }

    /** Tenants whose runs have something to settle, as far as this node knows; for one reader. */
    public Flux<TenantId> movedCalls() {
        return movedCalls.batches().concatMapIterable(tenants -> tenants, 1);
    }

    /** Tenants whose runs got new events on this node; for one reader. */
    public Flux<TenantId> appended() {
        return appended.batches().concatMapIterable(tenants -> tenants, 1);
    }

    /** A notification takes a lock of the whole database until its commit: it goes out alone, and not once for each step. */
    @Override
    protected Flux<Void> work() {
        return woken.batches().concatMap(runs -> orLater(runs, notifications.send(Channel.RUN_WAKE, runs)), 1);
    }
}
