package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.journal.RunHints;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives events their place in the tenant's feed, after their commit. Only one places for a tenant at a time, and only what it
 * can see; so a reader who has seen a position will never be shown a smaller one later. Any node may do it. ADR 31.
 */
@Component
class FeedSequencer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FeedSequencer.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH = 1000;
    private static final int TENANTS_AT_ONCE = 4;

    private final FeedRepository feed;
    private final TenantTransaction transaction;
    private final RunHints hints;
    private final Notifications notifications;
    private final Disposable.Swap running = Disposables.swap();

    FeedSequencer(FeedRepository feed, TenantTransaction transaction, RunHints hints, Notifications notifications) {
        this.feed = feed;
        this.transaction = transaction;
        this.hints = hints;
        this.notifications = notifications;
    }

    /** All that waits, in as many transactions as it takes; the readers hear of it once. */
    Mono<Void> place(TenantId tenant) {
        Mono<Long> batch =
                transaction.in(tenant, feed.lockHead(tenant).flatMap(head -> feed.place(tenant, head, BATCH)));
        return batch.expand(placed -> placed == BATCH ? batch : Mono.empty())
                .reduce(0L, Long::sum)
                .filter(placed -> placed > 0)
                .flatMap(_ -> notifications.send(Channel.RUN_FEED, tenant.toString()))
                .onErrorResume(e -> {
                    log.warn("Could not place events of tenant {}, trying again: {}", tenant, e.toString());
                    return Mono.empty();
                });
    }

    @Override
    public void start() {
        Flux<TenantId> left = Flux.interval(LOOK)
                .onBackpressureDrop()
                .concatMap(_ -> feed.listTenantsWithUnplaced().onErrorResume(_ -> Flux.empty()), 1);
        running.update(Flux.merge(hints.appended(), left)
                .flatMap(this::place, TENANTS_AT_ONCE, 1)
                .subscribe());
    }

    @Override
    public void stop() {
        running.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        var current = running.get();
        return current != null && !current.isDisposed();
    }
}
