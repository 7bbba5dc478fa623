package dev.signalbox.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepKeyTest {

    @Test
    void aStepInsideLoopsIsNamedByItsWay() {
        var key = StepKey.of("outer").inner(3, "inner").inner(0, "call");

        assertThat(key).hasToString("outer#3#inner#0#call");
        assertThat(key.stepId()).isEqualTo("call");
        assertThat(key.iteration()).isEqualTo("3.0");
        assertThat(StepKey.of("call").iteration()).isEqualTo("-");
    }

    @Test
    void aBackOffDoublesUpToFiveMinutesAndVariesByChance() {
        var waits = IntStream.range(0, 100)
                .mapToObj(seed -> Transition.backOff(1, seed))
                .collect(Collectors.toSet());

        assertThat(waits).hasSizeGreaterThan(50).allMatch(wait -> wait.toMillis() >= 500 && wait.toMillis() <= 1_000);
        assertThat(Transition.backOff(4, 1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(Transition.backOff(11, 1)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
        assertThat(Transition.backOff(3, 42)).isEqualTo(Transition.backOff(3, 42));
    }
}
