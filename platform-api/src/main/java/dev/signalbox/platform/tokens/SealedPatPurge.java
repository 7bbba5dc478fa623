package dev.signalbox.platform.tokens;

import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Forgets the texts that nobody asked for in time. */
@Component
class SealedPatPurge extends BackgroundLoop {

    private final SealedPatRepository sealed;

    SealedPatPurge(SealedPatRepository sealed) {
        super("purge sealed tokens");
        this.sealed = sealed;
    }

    @Override
    protected Flux<Long> work() {
        return every(Duration.ofMinutes(1), sealed.purge());
    }
}
