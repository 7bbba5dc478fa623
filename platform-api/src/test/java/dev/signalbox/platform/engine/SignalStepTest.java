package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Validation.Binding;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalStepTest {

    private static final String PAID = "{id: 'paid', type: 'signal', signal_name: 'payment', timeout_s: 60}";

    @Test
    void itWaitsUntilThePayloadIsThere() {
        var play = new Play("{steps: [" + PAID.replace(", timeout_s: 60", "") + "]}");

        var waiting = (Decision.Wait) play.play();
        play.finish("paid", Outcome.succeeded(json("{amount: 7}")));

        assertThat(waiting.blockedOn()).extracting(Blocker::kind).containsExactly(Blocker.Kind.SIGNAL);
        assertThat(play.play()).isInstanceOf(Decision.Complete.class);
        assertThat(play.visit("paid").result()).isEqualTo(json("{amount: 7}"));
        assertThat(play.told())
                .containsExactly("step_started paid", "signal_received paid", "step_completed paid", "run_completed");
    }

    @Test
    void aRunThatWaitsForASignalAwaitsSomethingExternal() {
        var play = new Play("{steps: [" + PAID + "]}");

        opened(play);

        assertThat(Phase.of(RunStatus.RUNNING, play.graph(), play.journal)).isEqualTo(Phase.AWAITING_EXTERNAL);
        assertThat(((Decision.Wait) play.decide().getFirst()).wakeAt())
                .isEqualTo(play.visit("paid").dueAt());
    }

    @Test
    void whenNoneComesInTimeTheRunFails() {
        var play = new Play("{steps: [" + PAID + "]}");

        var failed = (Decision.Fail) play.play();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.RUN_STALLED_OR_TIMED_OUT);
        assertThat(failed.failure().message()).isEqualTo("Step paid got no signal payment in time.");
    }

    @Test
    void aSignalAfterTheTimeOutChangesNothing() {
        var play = new Play("{steps: [" + PAID + "]}");
        play.play();
        var told = play.told();

        play.finish("paid", Outcome.succeeded(json("1")));

        assertThat(play.visit("paid").status()).isEqualTo(Status.FAILED);
        assertThat(play.told()).isEqualTo(told);
    }

    @Test
    void itLosesNothingToAPause() {
        var play = new Play("{steps: [" + PAID + "]}");
        opened(play);
        var due = play.visit("paid").dueAt();

        play.write(new Progress(play.journal.shifted(Duration.ofHours(1)), List.of()));

        assertThat(play.visit("paid").dueAt()).isEqualTo(due.plus(Duration.ofHours(1)));
    }

    @Test
    @Clause("signal_name | the name of the signal")
    void aNameHasBetween1And100Characters() {
        assertThat(codes("{steps: [{id: 'a', type: 'signal'}]}")).containsExactly(IssueCode.FIELD_REQUIRED);
        assertThat(codes("{steps: [{id: 'a', type: 'signal', signal_name: '%s'}]}".formatted("x".repeat(100))))
                .isEmpty();
        assertThat(codes("{steps: [{id: 'a', type: 'signal', signal_name: '%s'}]}".formatted("x".repeat(101))))
                .containsExactly(IssueCode.FIELD_INVALID);
    }

    private static void opened(Play play) {
        play.decide().forEach(opening -> play.write(((Decision.Record) opening).progress()));
    }

    private static List<IssueCode> codes(String document) {
        return Validation.of(object(document), (_, _) -> new Binding(List.of(), false)).issues().stream()
                .map(Issue::code)
                .toList();
    }
}
