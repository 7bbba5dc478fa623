package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Commits together what a tenant's runs want written at the same time: what comes while a group is on its way makes the next one.
 * So nobody waits for company, and the busier it is, the less each costs. When a group fails, each of it is tried alone: nobody
 * suffers for another one. Who no longer waits has it written nevertheless. Thread-safe. ADR 126.
 *
 * @param <T> what is to be written
 * @param <R> what came of it
 */
public final class GroupCommit<T, R> {

    private static final int MOST = 64;
    /** Bytes. */
    private static final int LARGEST = 1 << 20;

    private final BiFunction<TenantId, List<T>, Mono<List<R>>> commit;
    private final ToIntFunction<T> size;
    /** A tenant is here as long as a group of it is on its way. */
    private final Map<TenantId, Queue<Waiting<T, R>>> queues = new HashMap<>();

    /**
     * @param size in bytes, about
     * @param commit writes all or nothing, and tells what came of each, in their order
     */
    public GroupCommit(ToIntFunction<T> size, BiFunction<TenantId, List<T>, Mono<List<R>>> commit) {
        this.size = size;
        this.commit = commit;
    }

    /** Call it outside of a transaction. */
    public Mono<R> add(TenantId tenant, T item) {
        return Mono.defer(() -> {
            var waiting = new Waiting<T, R>(item, Sinks.one());
            if (enqueue(tenant, waiting)) {
                commitNext(tenant);
            }
            return waiting.outcome().asMono();
        });
    }

    /** Whether somebody has to see to it. */
    private synchronized boolean enqueue(TenantId tenant, Waiting<T, R> waiting) {
        boolean idle = !queues.containsKey(tenant);
        queues.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).add(waiting);
        return idle;
    }

    private void commitNext(TenantId tenant) {
        var group = next(tenant);
        if (!group.isEmpty()) {
            settle(tenant, group).doFinally(_ -> commitNext(tenant)).subscribe();
        }
    }

    private synchronized List<Waiting<T, R>> next(TenantId tenant) {
        var queue = queues.get(tenant);
        var group = new ArrayList<Waiting<T, R>>();
        long bytes = 0;
        while (queue != null && !queue.isEmpty() && group.size() < MOST) {
            bytes += size.applyAsInt(queue.peek().item());
            if (bytes > LARGEST && !group.isEmpty()) {
                break;
            }
            group.add(queue.remove());
        }
        if (group.isEmpty()) {
            queues.remove(tenant);
        }
        return group;
    }

    /** Never fails. */
    private Mono<Void> settle(TenantId tenant, List<Waiting<T, R>> group) {
        return commit.apply(tenant, group.stream().map(Waiting::item).toList())
                .<Runnable>map(outcomes -> () -> tell(group, outcomes))
                .onErrorResume(failure -> group.size() == 1
                        ? Mono.just(() -> group.getFirst().outcome().tryEmitError(failure))
                        : Flux.fromIterable(group)
                                .concatMap(one -> settle(tenant, List.of(one)), 1)
                                .then(Mono.empty()))
                .doOnNext(Runnable::run)
                .then();
    }

    private void tell(List<Waiting<T, R>> group, List<R> outcomes) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).outcome().tryEmitValue(outcomes.get(i));
        }
    }

    private record Waiting<T, R>(T item, Sinks.One<R> outcome) {}
}
