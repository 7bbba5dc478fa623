package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.runs.RunFilter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the feed from a cursor, and goes on as it grows. */
@Service
class FeedService {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int PAGE = 200;

    private final FeedRepository feed;
    private final Access access;
    private final TenantTransaction transaction;
    private final Notifications notifications;
    private final Cursors cursors;

    FeedService(
            FeedRepository feed,
            Access access,
            TenantTransaction transaction,
            Notifications notifications,
            Cursors cursors) {
        this.feed = feed;
        this.access = access;
        this.transaction = transaction;
        this.notifications = notifications;
        this.cursors = cursors;
    }

    /** Where a reader starts: after their cursor, or with what comes from now on. */
    Mono<Long> start(RunFilter filter, @Nullable String cursor) {
        return Access.current()
                .flatMap(caller -> cursor == null
                        ? transaction.required(feed.findHead(caller.tenant()))
                        : Mono.fromSupplier(() -> position(caller, filter, cursor)));
    }

    private long position(Caller caller, RunFilter filter, String cursor) {
        return Long.parseLong(cursors.open(binding(caller, filter), cursor).getFirst());
    }

    /** What stands behind the position now, and then whatever comes; ends only when it is cancelled. */
    Flux<FeedEntry> follow(RunFilter filter, long position) {
        var reached = new AtomicLong(position);
        return Access.current().flatMapMany(caller -> reasonsToLook(caller).concatMap(_ -> readOn(filter, reached), 0));
    }

    /** A hint may get lost, so time is a reason too; many reasons while one look goes on are one. */
    Flux<Boolean> reasonsToLook(Caller caller) {
        String tenant = caller.tenant().toString();
        Flux<Boolean> hinted = notifications
                .on(Channel.RUN_FEED)
                .filter(hint -> hint.equals(tenant) || hint.equals(Notifications.RESYNC))
                .map(_ -> true);
        return Flux.merge(Flux.interval(Duration.ZERO, LOOK).map(_ -> true).onBackpressureDrop(), hinted)
                .onBackpressureLatest();
    }

    private Flux<FeedEntry> readOn(RunFilter filter, AtomicLong reached) {
        return page(filter, reached)
                .expand(page -> page.more() ? page(filter, reached) : Mono.empty())
                .concatMapIterable(FeedPage::entries, 1);
    }

    /** By the rights of the reader at this moment. */
    private Mono<FeedPage> page(RunFilter filter, AtomicLong reached) {
        return Mono.defer(() -> Access.current().flatMap(caller -> access.visibleProjects()
                .flatMap(projects ->
                        transaction.required(feed.readAfter(caller.tenant(), projects, filter, reached.get(), PAGE)))
                .doOnNext(page -> reached.set(page.until()))));
    }

    String seal(Caller caller, RunFilter filter, long position) {
        return cursors.seal(binding(caller, filter), position);
    }

    private static String binding(Caller caller, RunFilter filter) {
        return "run-feed|%s|%s".formatted(caller.tenant(), filter);
    }
}
