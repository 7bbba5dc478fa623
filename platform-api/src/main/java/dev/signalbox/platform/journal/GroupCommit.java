package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.problem.ApiException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Commits together what is asked for a tenant at the same time: what comes while a group is on its way makes the next one. So nobody
 * waits for company, and the busier it is, the less each costs. When a group fails, or takes too long because one of it waits for a
 * lock, each of it is tried alone and the others go on: nobody suffers for another one. Who gives up before their turn is left out.
 * Thread-safe. ADR 126.
 *
 * @param <T> what is to be written
 * @param <R> what came of it
 */
public final class GroupCommit<T, R> {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST = 64;
    /** Bytes. */
    private static final int LARGEST = 1 << 20;

    private static final int MOST_WAITING = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration patience;
    private final ToIntFunction<T> size;
    private final BiFunction<TenantId, List<T>, Mono<List<R>>> commit;
    /** A tenant is here as long as a group of it is on its way. */
    private final Map<TenantId, Queue<Waiting<T, R>>> queues = new HashMap<>();

    /**
     * @param size in bytes, about
     * @param commit writes all or nothing, and tells what came of each, in their order
     */
    public GroupCommit(ToIntFunction<T> size, BiFunction<TenantId, List<T>, Mono<List<R>>> commit) {
        this(PATIENCE, size, commit);
    }

    /** @param patience how long a group may keep the next one waiting */
    GroupCommit(Duration patience, ToIntFunction<T> size, BiFunction<TenantId, List<T>, Mono<List<R>>> commit) {
        this.patience = patience;
        this.size = size;
        this.commit = commit;
    }

    /** Outside of a transaction: the group's is another one, which would wait for a connection while this one keeps its own. */
    public Mono<R> add(TenantId tenant, T item) {
        return Mono.deferContextual(context -> {
            if (TenantTransaction.isOpen(context)) {
                return Mono.error(new IllegalStateException("A group commits outside of transactions"));
            }
            var waiting = new Waiting<T, R>(item, size.applyAsInt(item));
            if (enqueue(tenant, waiting)) {
                commitNext(tenant);
            }
            return waiting.outcome.asMono().doOnCancel(() -> waiting.givenUp = true);
        });
    }

    /** Whether somebody has to see to it. */
    private synchronized boolean enqueue(TenantId tenant, Waiting<T, R> waiting) {
        boolean idle = !queues.containsKey(tenant);
        var queue = queues.computeIfAbsent(tenant, _ -> new ArrayDeque<>());
        if (queue.size() >= MOST_WAITING) {
            throw ApiException.unavailable("Too much of this tenant waits to be written. Try again shortly.");
        }
        queue.add(waiting);
        return idle;
    }

    private void commitNext(TenantId tenant) {
        var group = next(tenant);
        if (!group.isEmpty()) {
            settle(tenant, group).doFinally(_ -> commitNext(tenant)).subscribe();
        }
    }

    private synchronized List<Waiting<T, R>> next(TenantId tenant) {
        var queue = queues.getOrDefault(tenant, new ArrayDeque<>());
        var group = new ArrayList<Waiting<T, R>>();
        long bytes = 0;
        while (!queue.isEmpty() && group.size() < MOST) {
            var first = queue.element();
            bytes += first.givenUp ? 0 : first.size;
            if (bytes > LARGEST && !group.isEmpty()) {
                break;
            }
            queue.remove();
            if (!first.givenUp) {
                group.add(first);
            }
        }
        if (group.isEmpty()) {
            queues.remove(tenant);
        }
        return group;
    }

    /** Completes when the next group may go. */
    private Mono<Void> settle(TenantId tenant, List<Waiting<T, R>> group) {
        if (group.size() == 1) {
            Mono<Void> alone = alone(tenant, group.getFirst()).cache();
            alone.subscribe();
            return Mono.firstWithSignal(alone, Mono.delay(patience).then());
        }
        return outcomes(tenant, group)
                .timeout(patience)
                .<Runnable>map(outcomes -> () -> tell(group, outcomes))
                .onErrorResume(failure -> Mono.just(() -> oneByOne(tenant, group, failure)))
                .doOnNext(Runnable::run)
                .then();
    }

    /** Whoever it was that failed is told by their own failure. */
    private void oneByOne(TenantId tenant, List<Waiting<T, R>> group, Throwable failure) {
        log.warn("A group of {} of tenant {} is written one by one: {}", group.size(), tenant, failure.toString());
        group.forEach(one -> alone(tenant, one).subscribe());
    }

    /** Never fails: whoever waits is told. */
    private Mono<Void> alone(TenantId tenant, Waiting<T, R> one) {
        return outcomes(tenant, List.of(one))
                .<Runnable>map(outcomes -> () -> tell(List.of(one), outcomes))
                .onErrorResume(failure -> Mono.just(() -> one.outcome.tryEmitError(failure)))
                .doOnNext(Runnable::run)
                .then();
    }

    private Mono<List<R>> outcomes(TenantId tenant, List<Waiting<T, R>> group) {
        return Mono.defer(() ->
                        commit.apply(tenant, group.stream().map(one -> one.item).toList()))
                .filter(outcomes -> outcomes.size() == group.size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Not all of a group were told of")));
    }

    private void tell(List<Waiting<T, R>> group, List<R> outcomes) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).outcome.tryEmitValue(outcomes.get(i));
        }
    }

    private static final class Waiting<T, R> {

        private final T item;
        private final int size;
        private final Sinks.One<R> outcome = Sinks.one();
        private volatile boolean givenUp;

        private Waiting(T item, int size) {
            this.item = item;
            this.size = size;
        }
    }
}
