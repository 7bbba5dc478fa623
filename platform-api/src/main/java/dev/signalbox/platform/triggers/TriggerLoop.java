package dev.signalbox.platform.triggers;

import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks for triggers whose time has come. */
@Component
class TriggerLoop extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** At the full hour many are due at once; the others must not wait for each of them. */
    private static final int AT_ONCE = 8;

    private final FireRepository fires;
    private final Firing firing;
    private final InstantSource clock;

    TriggerLoop(FireRepository fires, Firing firing, InstantSource clock) {
        super("fire due triggers");
        this.fires = fires;
        this.firing = firing;
        this.clock = clock;
    }

    /** One trigger that cannot be fired must not keep the others waiting. */
    Mono<Void> fireAll() {
        Instant now = clock.instant();
        return fires.listDue(now)
                .collectList()
                .flatMapIterable(due -> due)
                .flatMap(due -> orLater(due.triggerId(), firing.fire(due, now)), AT_ONCE)
                .then();
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, Mono.defer(this::fireAll));
    }
}
