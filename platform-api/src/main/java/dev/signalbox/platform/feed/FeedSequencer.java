package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.journal.GroupCommit;
import dev.signalbox.platform.journal.RunHints;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives events their place in the tenant's feed, after their commit. Only one places for a tenant at a time, and only what it
 * can see; so a reader who has seen a position will never be shown a smaller one later. Any node may do it. ADR 31.
 */
@Component
class FeedSequencer extends BackgroundLoop {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH = 1000;
    private static final int AT_ONCE = 16;

    private final FeedRepository feed;
    private final TenantTransaction transaction;
    private final RunHints hints;
    private final Notifications notifications;
    private final GroupCommit<Boolean, Long> turns = new GroupCommit<>(_ -> 0, this::placeFor);

    FeedSequencer(FeedRepository feed, TenantTransaction transaction, RunHints hints, Notifications notifications) {
        super("place events");
        this.feed = feed;
        this.transaction = transaction;
        this.hints = hints;
        this.notifications = notifications;
    }

    /** Completes when everything is placed that was committed before. Who asks while a placing is on its way waits for the next one. */
    Mono<Void> place(TenantId tenant) {
        return turns.add(tenant, true).then();
    }

    private Mono<List<Long>> placeFor(TenantId tenant, List<Boolean> asked) {
        return placeAll(tenant).map(placed -> Collections.nCopies(asked.size(), placed));
    }

    /** All that waits, in as many transactions as it takes; the readers hear of it once. */
    private Mono<Long> placeAll(TenantId tenant) {
        Mono<Long> batch =
                transaction.in(tenant, feed.lockHead(tenant).flatMap(head -> feed.place(tenant, head, BATCH)));
        return batch.expand(placed -> placed == BATCH ? batch : Mono.empty())
                .reduce(0L, Long::sum)
                .delayUntil(
                        placed -> placed > 0 ? notifications.send(Channel.RUN_FEED, tenant.toString()) : Mono.empty());
    }

    @Override
    protected Flux<Void> work() {
        Flux<TenantId> left =
                every(LOOK, feed.listTenantsWithUnplaced().collectList()).flatMapIterable(tenants -> tenants, 1);
        return Flux.merge(hints.appended(), left).flatMap(tenant -> orLater(tenant, place(tenant)), AT_ONCE, 1);
    }
}
