package dev.signalbox.platform.idempotency;

import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Forgets answers that are older than a day, hourly. */
@Component
class IdempotencyPurge extends BackgroundLoop {

    private final IdempotencyRepository keys;

    IdempotencyPurge(IdempotencyRepository keys) {
        super("purge idempotency keys");
        this.keys = keys;
    }

    @Override
    protected Flux<Long> work() {
        return every(Duration.ofHours(1), keys.purge());
    }
}
