package dev.signalbox.platform.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Hands on each item at least once after it was added; many adds of one item while the reader is busy become one. Holds at most
 * one entry for each different item. Thread-safe.
 */
final class Coalescing<T> {

    private final Set<T> waiting = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Boolean> bell = Sinks.many().multicast().directBestEffort();

    void add(T item) {
        waiting.add(item);
        bell.emitNext(true, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    /** For one reader. */
    Flux<T> items() {
        return bell.asFlux().onBackpressureLatest().concatMapIterable(_ -> take(), 1);
    }

    private List<T> take() {
        var taken = new ArrayList<T>();
        waiting.removeIf(taken::add);
        return taken;
    }
}
