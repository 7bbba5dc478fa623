package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Forgets the buckets that nobody takes from, hourly. */
@Component
class ToolBucketPurge extends BackgroundLoop {

    private final ToolBucketRepository buckets;

    ToolBucketPurge(ToolBucketRepository buckets) {
        super("purge call buckets");
        this.buckets = buckets;
    }

    @Override
    protected Flux<Long> work() {
        return every(Duration.ofHours(1), buckets.purge());
    }
}
