package dev.signalbox.platform.feed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** Ends a stream whose reader takes nothing for too long. Nothing is buffered for them: they come back with their cursor. */
final class SlowReader {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private SlowReader() {}

    static <T> Flux<T> cutOff(Flux<T> events, Duration patience) {
        return Flux.defer(() -> {
            var wanted = new AtomicLong();
            var idle = new AtomicInteger();
            var stuck = Flux.interval(LOOK)
                    .onBackpressureDrop()
                    .map(_ -> wanted.get() > 0 ? 0 : idle.incrementAndGet())
                    .filter(looks -> LOOK.multipliedBy(looks).compareTo(patience) > 0);
            return events.doOnRequest(more -> {
                        idle.set(0);
                        wanted.updateAndGet(now -> Operators.addCap(now, more));
                    })
                    .doOnNext(_ -> wanted.updateAndGet(now -> now == Long.MAX_VALUE ? now : now - 1))
                    .takeUntilOther(stuck);
        });
    }
}
