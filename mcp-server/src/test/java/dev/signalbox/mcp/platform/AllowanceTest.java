package dev.signalbox.mcp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final Allowance allowance = new Allowance();
    private long now = System.nanoTime();

    @Test
    void aCallOnItsOwnAsksForNone() {
        assertThat(wantedAfter(Duration.ofSeconds(5))).isZero();
        assertThat(wantedAfter(Duration.ofSeconds(5))).isZero();
    }

    @Test
    void whatIsUsedUpIsAskedForTwice() {
        usedUp(0, 1, 2, 4);

        assertThat(wanted()).isEqualTo(8);
    }

    @Test
    void ofWhatIsNotUsedUpIsAskedForNoMoreThanWasUsed() {
        usedUp(0, 1, 2, 4);
        assertThat(wanted()).isEqualTo(8);
        granted(8);
        used(3);

        assertThat(wanted()).isEqualTo(3);
        granted(3);
        assertThat(wanted()).isEqualTo(1);
    }

    @Test
    void whoGotFewerThanWereWantedDoesNotAskForMore() {
        usedUp(0, 1);
        assertThat(wanted()).isEqualTo(2);
        granted(1);
        used(1);

        assertThat(wanted()).isEqualTo(2);
    }

    @Test
    void whoCallsAgainAndAgainIsAskedForAsManyWhenTheSecondIsOver() {
        usedUp(0, 1, 2, 4);
        assertThat(wanted()).isEqualTo(8);
        granted(8);
        now += Duration.ofMillis(900).toNanos();
        used(5);
        now += Duration.ofMillis(100).toNanos();
        assertThat(allowance.take(now)).isNull();

        assertThat(wanted()).isEqualTo(5);
    }

    @Test
    void oneAsksAndTheOthersWaitUntilItIsAnswered() {
        assertThat(allowance.another()).isNull();
        var other = Objects.requireNonNull(allowance.another()).toFuture();
        assertThat(other).isNotDone();

        allowance.answered();

        assertThat(other).isDone();
        assertThat(allowance.another()).isNull();
    }

    private void usedUp(int... inTurn) {
        for (int expected : inTurn) {
            assertThat(wanted()).isEqualTo(expected);
            granted(expected);
            used(expected);
        }
    }

    private int wanted() {
        return wantedAfter(Duration.ofMillis(10));
    }

    private int wantedAfter(Duration pause) {
        now += pause.toNanos();
        return allowance.wanted(now);
    }

    private void granted(int calls) {
        allowance.grant(
                Json.MAPPER
                        .createObjectNode()
                        .put("calls", calls)
                        .put("milliseconds", 1_000)
                        .put("receipt", "r"),
                now);
    }

    private void used(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(allowance.take(now)).isEqualTo("r");
        }
    }
}
