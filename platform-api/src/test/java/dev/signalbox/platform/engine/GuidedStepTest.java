package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GuidedStepTest {

    @Test
    @Clause({
        "Waits for the answer of an agent or a chat bot",
        "goal | what the answer is to achieve",
        "context | what helps with it",
        "Goal and context are filled in when the step opens"
    })
    void itOpensWithItsGoalAndContextFilledInAndWaits() {
        var play = new Play("""
                {steps: [{id: 'name', type: 'guided', goal: 'Name {{input.what}}', context: {tags: '{{input.tags}}'}}]}""").input("{what: 'the fox', tags: ['red']}");

        var waiting = (Decision.Wait) play.play();

        assertThat(play.visit("name").input()).isEqualTo(json("{goal: 'Name the fox', context: {tags: ['red']}}"));
        assertThat(waiting.blockedOn()).extracting(Blocker::kind).containsExactly(Blocker.Kind.GUIDED);
        assertThat(Phase.of(RunStatus.RUNNING, play.graph(), play.journal)).isEqualTo(Phase.AWAITING_EXTERNAL);
    }

    @Test
    @Clause("The result is the answer as it was given.")
    void itsResultIsTheCapturedAnswer() {
        var play = new Play("""
                {steps: [{id: 'name', type: 'guided', goal: 'Name it'},
                         {id: 'greet', type: 'guided', goal: 'Greet {{steps.name.result.first}}', depends_on: ['name']}]}""");
        play.play();

        play.finish("name", Outcome.succeeded(json("{first: 'Ada'}")));
        play.play();

        assertThat(play.visit("greet").input()).isEqualTo(json("{goal: 'Greet Ada'}"));
        assertThat(play.told()).containsExactly("step_started name", "step_completed name", "step_started greet");
    }

    @Test
    void aGoalThatLeadsNowhereFailsTheStep() {
        var play = new Play("{steps: [{id: 'name', type: 'guided', goal: 'Name {{input.nothing}}'}]}");

        var failed = (Decision.Fail) play.play();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.TEMPLATE_FAILED);
    }

    @Nested
    class AGate {

        private static final String TWO = """
                {id: 'one', type: 'guided', goal: 'One'}, {id: 'two', type: 'guided', goal: 'Two'}""";

        @Test
        @Clause("Gated steps that could open together open one by one")
        void letsGuidedStepsOpenOneByOneInTheOrderOfTheGraph() {
            var play = new Play("{steps: [" + TWO + "]}");
            play.play();
            var first = play.journal.visits().keySet();

            play.finish("one", Outcome.succeeded(json("1")));
            play.play();

            assertThat(first).containsExactly(StepKey.of("one"));
            assertThat(play.visit("two").status()).isEqualTo(Status.WAITING);
        }

        @Test
        @Clause("gate | true unless said: while the step waits")
        void holdsBackEveryOtherStepUntilItIsSatisfied() {
            var play = new Play("{steps: [" + TWO + ", {id: 'call', type: 'lua_script', script: 'return {}'}]}");
            play.play();

            assertThat(play.effects).isEmpty();
            play.finish("one", Outcome.succeeded(json("1")));
            play.play();
            assertThat(play.effects).isEmpty();
            play.finish("two", Outcome.succeeded(json("2")));
            assertThat(play.play()).isInstanceOf(Decision.Complete.class);
            assertThat(play.effects).hasSize(1);
        }

        @Test
        void shutsOutNothingThatStandsBeforeIt() {
            var play = new Play(
                    "{steps: [{id: 'call', type: 'lua_script', script: 'return {}'}, {id: 'pause', type: 'delay', delay_s: 5}, "
                            + TWO + "]}");

            assertThat(play.decide())
                    .extracting(decision -> decision.getClass().getSimpleName())
                    .containsExactly("Record", "RunScript");
            play.play();

            assertThat(play.visit("call").status()).isEqualTo(Status.COMPLETED);
            assertThat(play.visit("pause").status()).isEqualTo(Status.COMPLETED);
            assertThat(play.visit("one").status()).isEqualTo(Status.WAITING);
        }

        @Test
        void doesNotStopWhatIsOnItsWay() {
            var play = new Play("{steps: [{id: 'pause', type: 'delay', delay_s: 5}, " + TWO + "]}");
            play.play();

            play.later(Duration.ofSeconds(6));
            play.play();

            assertThat(play.visit("pause").status()).isEqualTo(Status.COMPLETED);
        }

        @Test
        void thatIsSwitchedOffHoldsNothingBack() {
            var play = new Play("{steps: ["
                    + TWO.replace("'guided'", "'guided', gate: false")
                    + ", {id: 'call', type: 'lua_script', script: 'return {}'}]}");
            play.play();

            assertThat(play.visit("one").status()).isEqualTo(Status.WAITING);
            assertThat(play.visit("two").status()).isEqualTo(Status.WAITING);
            assertThat(play.effects).hasSize(1);
        }

        @Test
        void thatIsSkippedHoldsNothingBack() {
            var play = new Play("{steps: [" + TWO.replace("goal: 'One'", "goal: 'One', condition: ''") + "]}");
            play.play();

            assertThat(play.visit("one").status()).isEqualTo(Status.SKIPPED);
            assertThat(play.visit("two").status()).isEqualTo(Status.WAITING);
        }
    }

    @Nested
    class ATimeOut {

        private final Play play = new Play("{steps: [{id: 'name', type: 'guided', goal: 'Name it', timeout_s: 60}]}");

        @Test
        @Clause("timeout_s | how long the step stays open; then the run fails")
        void failsTheRunWhenNobodyAnswers() {
            var failed = (Decision.Fail) play.play();

            assertThat(failed.failure().code()).isEqualTo(FailureCode.RUN_STALLED_OR_TIMED_OUT);
            assertThat(play.told()).contains("step_failed name", "run_failed");
        }

        @Test
        void isOffWithTheAnswer() {
            play.decide().forEach(opened -> play.write(((Decision.Record) opened).progress()));
            play.finish("name", Outcome.succeeded(json("'Ada'")));

            play.later(Duration.ofMinutes(2));

            assertThat(play.play()).isInstanceOf(Decision.Complete.class);
        }

        @Test
        void losesNothingToAPause() {
            play.decide().forEach(opened -> play.write(((Decision.Record) opened).progress()));

            play.write(new Progress(play.journal.shifted(Duration.ofHours(1)), java.util.List.of()));
            play.later(Duration.ofMinutes(2));

            var waiting = (Decision.Wait) play.decide().getFirst();
            assertThat(waiting.wakeAt()).isEqualTo(play.visit("name").dueAt());
        }
    }
}
