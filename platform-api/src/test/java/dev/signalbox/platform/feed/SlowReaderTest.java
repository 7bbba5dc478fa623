package dev.signalbox.platform.feed;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SlowReaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whoTakesNothingForTooLongIsCutOff() {
        StepVerifier.withVirtualTime(() -> SlowReader.cutOff(Flux.range(1, 100), PATIENCE), 3)
                .expectNext(1, 2, 3)
                .thenAwait(PATIENCE.plusSeconds(2))
                .verifyComplete();
    }

    @Test
    void whoTakesSomethingNowAndThenIsNot() {
        StepVerifier.withVirtualTime(() -> SlowReader.cutOff(Flux.range(1, 3), PATIENCE), 1)
                .expectNext(1)
                .thenAwait(Duration.ofSeconds(20))
                .thenRequest(1)
                .expectNext(2)
                .thenAwait(Duration.ofSeconds(20))
                .thenRequest(1)
                .expectNext(3)
                .verifyComplete();
    }

    @Test
    void whoWaitsForTheNextEventIsNot() {
        StepVerifier.withVirtualTime(() -> SlowReader.cutOff(
                        Flux.just(1).concatWith(Flux.just(2).delaySequence(Duration.ofMinutes(5))), PATIENCE))
                .expectNext(1)
                .thenAwait(Duration.ofMinutes(6))
                .expectNext(2)
                .verifyComplete();
    }
}
