package dev.signalbox.platform.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Hands on each item at least once after it was added; many adds of one item while the reader is busy, or within a short pause
 * after the last time, become one. Holds at most one entry for each different item. Thread-safe.
 */
final class Coalescing<T> {

    private final Set<T> waiting = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Boolean> bell = Sinks.many().multicast().directBestEffort();
    private final Duration pause;

    /** @param pause the first item is handed on at once, the next ones together when it is over */
    Coalescing(Duration pause) {
        this.pause = pause;
    }

    void add(T item) {
        waiting.add(item);
        bell.emitNext(true, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    /** For one reader. */
    Flux<List<T>> batches() {
        return bell.asFlux().onBackpressureLatest().concatMap(_ -> takeThenPause(), 1);
    }

    private Flux<List<T>> takeThenPause() {
        return Mono.fromSupplier(this::take)
                .filter(taken -> !taken.isEmpty())
                .concatWith(Mono.<List<T>>empty().delaySubscription(pause));
    }

    private List<T> take() {
        var taken = new ArrayList<T>();
        waiting.removeIf(taken::add);
        return taken;
    }
}
