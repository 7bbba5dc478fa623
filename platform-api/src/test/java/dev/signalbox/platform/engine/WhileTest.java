package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.RunInfo.Mode;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WhileTest {

    private static Play loop(String fields) {
        return new Play("""
                {steps: [{id: 'loop', type: 'while', %s, while_body_steps: [
                  {id: 'call', type: 'mcp_call', server_url: 'c', tool_name: 't',
                   tool_args: {turn: '{{while.iteration}}', before: '{{while.prev.call.turn}}', same: '{{while.prev.call.result.turn}}'}}]}]}""".formatted(fields));
    }

    @Test
    @Clause({
        "Takes turns through its body until its condition says that it is enough.",
        "{{while.iteration}} | which turn",
        "{{while.prev.<step>.x}} | the result",
        "The result is {iteration_count, stopped_reason, last, iterations}",
        "stopped_reason is condition_false",
        "while_max_iterations | after so many turns",
        "while_body_steps | the steps of one turn"
    })
    void turnsFollowOneAnotherUpToTheirLimit() {
        var play =
                loop("while_max_iterations: 3, while_condition: '{{input.go}}'").input("{go: true}");

        var complete = (Decision.Complete) play.play();

        assertThat(complete.output()).isEqualTo(json("""
                {loop: {iteration_count: 3, stopped_reason: 'max_iterations',
                  last: {call: {turn: 2, before: 1, same: 1}},
                  iterations: [
                    {index: 0, result: {call: {turn: 0, before: null, same: null}}},
                    {index: 1, result: {call: {turn: 1, before: 0, same: 0}}},
                    {index: 2, result: {call: {turn: 2, before: 1, same: 1}}}]}}"""));
    }

    @Test
    @Clause({"while_mode | while unless said: the condition is asked before each turn", "while_condition | a template"})
    void itIsAskedBeforeEachTurn() {
        var play =
                loop("while_max_iterations: 9, while_condition: '{{input.go}}'").input("{go: false}");

        var complete = (Decision.Complete) play.play();

        assertThat(complete.output())
                .isEqualTo(json(
                        "{loop: {iteration_count: 0, stopped_reason: 'condition_false', last: null, iterations: []}}"));
        assertThat(play.effects).isEmpty();
    }

    @Test
    @Clause("In until the condition sees the turn that has just ended as body")
    void untilIsAskedAfterEachTurnAndSeesIt() {
        var play = loop("while_mode: 'until', while_max_iterations: 9, while_condition: '{{body.call.enough}}'")
                .answer(
                        "call",
                        effect -> Outcome.succeeded(Json.object("{turn: 0}")
                                .put("enough", effect.key().value().startsWith("loop#2#"))));

        var complete = (Decision.Complete) play.play();

        assertThat(complete.output().at("/loop/iteration_count")).isEqualTo(json("3"));
        assertThat(complete.output().at("/loop/stopped_reason")).isEqualTo(json("'condition_met'"));
    }

    @Nested
    class AScript {

        private static final String ASKED =
                "while_mode: 'until', while_max_iterations: 9, while_eval_script: 'return body.call.turn == 1'";

        private Play answered(Play play) {
            return play.answer("loop", effect -> judged((Decision.JudgeTurn) effect));
        }

        private static Outcome judged(Decision.JudgeTurn turn) {
            try {
                return new Lua().judge(turn.script(), turn.globals());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        @Clause("while_eval_script | Lua that returns true or false")
        void decidesInPlaceOfTheTemplate() {
            var play = answered(loop(ASKED + ", while_condition: '{{input.nothing}}'"));

            var complete = (Decision.Complete) play.play();

            assertThat(complete.output().at("/loop/iteration_count")).isEqualTo(json("2"));
            assertThat(play.told()).containsOnlyOnce("step_started loop").containsOnlyOnce("step_completed loop");
        }

        @Test
        void isAskedBeforeATurnToo() {
            var play = answered(
                    loop("while_max_iterations: 9, while_eval_script: 'return body == nil or body.call.turn < 2'"));

            var complete = (Decision.Complete) play.play();

            assertThat(complete.output().at("/loop/iteration_count")).isEqualTo(json("3"));
            assertThat(complete.output().at("/loop/stopped_reason")).isEqualTo(json("'condition_false'"));
        }

        @Test
        @Clause("Scripts see item, index, body and loop")
        void seesTheLoop() {
            var play = answered(loop("""
                    while_mode: 'until', while_max_iterations: 9,
                    while_eval_script: 'return loop.iteration == 1 and loop.index == index and loop.prev.call.turn == 0'"""));

            var complete = (Decision.Complete) play.play();

            assertThat(complete.output().at("/loop/iteration_count")).isEqualTo(json("2"));
        }

        @Test
        void thatReturnsNoTruthFailsTheLoop() {
            var play = answered(loop("while_max_iterations: 9, while_eval_script: 'return 1'"));

            var fail = (Decision.Fail) play.play();

            assertThat(fail.failure().code()).isEqualTo(FailureCode.SCRIPT_FAILED);
            assertThat(fail.failure().message()).isEqualTo("A script must return true or false, not number.");
            assertThat(fail.step()).isEqualTo(StepKey.of("loop"));
        }

        @Test
        void thatWasCutOffIsAskedAgain() {
            var play = loop("while_max_iterations: 9, while_eval_script: 'return false'");
            play.decide().forEach(decision -> play.write(((Decision.Record) decision).progress()));
            play.begin((Decision.Effect) play.decide().getFirst());

            var again = (Decision.JudgeTurn) play.decide().getFirst();

            assertThat(again.repeat()).isTrue();
            play.mode(Mode.DRAINING);
            assertThat(play.decide()).isEqualTo(List.of(again));
        }
    }

    @Test
    @Clause("A step inside that fails for good fails the loop with its code.")
    void aStepThatFailsFailsTheLoop() {
        var play = new Play("""
                {steps: [{id: 'loop', type: 'while', while_max_iterations: 5, while_condition: 'yes', while_body_steps: [
                  {id: 'call', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                  {id: 'ask', type: 'human_task'},
                  {id: 'after', type: 'delay', delay_s: 1, depends_on: ['ask']}]}]}""");
        play.answer("call", _ -> Outcome.failed(FailureCode.UPSTREAM_ERROR, "down", false));

        var fail = (Decision.Fail) play.play();

        assertThat(fail.failure())
                .isEqualTo(Failure.permanent(FailureCode.UPSTREAM_ERROR, "Step loop#0#call failed: down"));
        assertThat(play.visit("loop#0#ask").reason()).isEqualTo(Reason.TURN_FAILED);
        assertThat(play.visit("loop#0#after").reason()).isEqualTo(Reason.BLOCKED);
        assertThat(play.journal.visits().values())
                .allMatch(visit -> visit.status().ended());
    }

    @Test
    void aConditionThatLeadsNowhereFailsTheLoop() {
        var fail = (Decision.Fail) loop("while_max_iterations: 5, while_condition: '{{input.nothing}}'")
                .play();

        assertThat(fail.failure().code()).isEqualTo(FailureCode.TEMPLATE_FAILED);
    }

    @Test
    @Clause("timeout_s | how long the turns together may take")
    void itsTimeIsLimited() {
        var play = new Play("""
                {steps: [{id: 'loop', type: 'while', while_max_iterations: 500, timeout_s: 100, while_condition: 'yes', while_body_steps: [
                  {id: 'rest', type: 'delay', delay_s: 30}]}]}""");

        var fail = (Decision.Fail) play.play();

        assertThat(fail.failure().code()).isEqualTo(FailureCode.RUN_STALLED_OR_TIMED_OUT);
        assertThat(play.visit("loop#2#rest").status()).isEqualTo(Status.COMPLETED);
        assertThat(play.visit("loop#3#rest").status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void itWaitsAsWhatIsInsideWaits() {
        var play = new Play("""
                {steps: [{id: 'loop', type: 'while', while_max_iterations: 2, while_condition: 'yes', while_body_steps: [
                  {id: 'ask', type: 'human_task'}]}]}""");

        var wait = (Decision.Wait) play.play();

        assertThat(wait.blockedOn()).extracting(Blocker::stepId).containsExactly(StepKey.of("loop#0#ask"));
        assertThat(Phase.of(RunStatus.RUNNING, play.graph(), play.journal)).isEqualTo(Phase.AWAITING_HUMAN);
        assertThat(StepCounts.of(play.graph(), play.journal)).isEqualTo(new StepCounts(1, 0, 0, 0, 1, 0));
    }
}
