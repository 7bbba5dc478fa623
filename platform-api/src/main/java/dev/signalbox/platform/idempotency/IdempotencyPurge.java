package dev.signalbox.platform.idempotency;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets answers that are older than a day, hourly. */
@Component
class IdempotencyPurge implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyPurge.class);

    private final IdempotencyRepository keys;
    private volatile Disposable running = Disposables.disposed();

    IdempotencyPurge(IdempotencyRepository keys) {
        this.keys = keys;
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ofMinutes(1), Duration.ofHours(1))
                .onBackpressureDrop()
                .concatMap(_ -> purge())
                .subscribe();
    }

    private Mono<Long> purge() {
        return keys.purge().onErrorResume(e -> {
            log.warn("Could not purge idempotency keys, trying again in an hour: {}", e.toString());
            return Mono.empty();
        });
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
