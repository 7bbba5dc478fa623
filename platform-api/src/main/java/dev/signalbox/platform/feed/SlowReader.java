package dev.signalbox.platform.feed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** Ends a stream whose reader takes nothing for too long. It is not buffered for: the reader comes back with their cursor. */
final class SlowReader {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private SlowReader() {}

    static <T> Flux<T> cutOff(Flux<T> events, Duration patience) {
        return Flux.defer(() -> {
            var wanted = new AtomicLong();
            var stuckSince = new AtomicLong(System.nanoTime());
            var stuck = Flux.interval(LOOK)
                    .onBackpressureDrop()
                    .filter(_ -> wanted.get() == 0 && System.nanoTime() - stuckSince.get() > patience.toNanos());
            return events.doOnRequest(more -> wanted.updateAndGet(now -> Operators.addCap(now, more)))
                    .doOnNext(_ -> {
                        if (wanted.updateAndGet(now -> now == Long.MAX_VALUE ? now : now - 1) == 0) {
                            stuckSince.set(System.nanoTime());
                        }
                    })
                    .takeUntilOther(stuck);
        });
    }
}
