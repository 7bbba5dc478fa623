package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.RunInfo.Mode;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InterpreterTest {

    private static final String STORY = """
            {input_schema: {type: 'object'}, steps: [
              {id: 'fetch', type: 'mcp_call', server_url: 'connector://http', tool_name: 'http_get',
               tool_args: {url: 'https://example.com/{{input.sku}}', page: '{{input.page}}'}, retry_count: 2},
              {id: 'approve', type: 'human_task', depends_on: ['fetch'],
               task_payload: {title: 'Send {{input.sku}}?', body: '{{steps.fetch.result.body}}'}},
              {id: 'note', type: 'lua_script', depends_on: ['approve'],
               condition: '{{steps.approve.result.approved}}', script: 'return {}'}]}""";

    private static Play story() {
        return new Play(STORY).input("{sku: 'A-17', page: 2}").answer("fetch", "{body: 'blue'}");
    }

    @Test
    @Clause("depends_on | the steps before it")
    void aRunGoesFromTheFirstStepThroughAPersonToItsEnd() {
        var play = story();

        var waiting = (Decision.Wait) play.play();
        play.finish("approve", Outcome.succeeded(json("{approved: true}")));
        play.answer("note", "{text: 'sent'}");
        var complete = (Decision.Complete) play.play();

        assertThat(waiting.blockedOn()).extracting(Blocker::kind).containsExactly(Blocker.Kind.HUMAN_TASK);
        assertThat(complete.output()).isEqualTo(json("{note: {text: 'sent'}}"));
        assertThat(play.told())
                .containsExactly(
                        "step_started fetch",
                        "step_completed fetch",
                        "step_started approve",
                        "human_task_created approve",
                        "human_task_completed approve",
                        "step_completed approve",
                        "step_started note",
                        "step_completed note",
                        "run_completed");
    }

    @Test
    @Clause("tool_args | its arguments")
    void parametersAreFilledInWithTheirTypesAndRecorded() {
        var play = story();

        play.play();

        assertThat(play.visit("fetch").input()).isEqualTo(json("{url: 'https://example.com/A-17', page: 2}"));
        assertThat(play.visit("approve").input()).isEqualTo(json("{title: 'Send A-17?', body: 'blue'}"));
    }

    @Test
    @Clause({"condition | a template; when it counts as false", "condition_false | its condition counted as false"})
    void aRejectionSkipsWhatItsConditionGuards() {
        var play = story();
        play.play();

        play.finish("approve", Outcome.succeeded(json("{approved: false}")));
        var end = play.play();

        assertThat(end).isInstanceOf(Decision.Complete.class);
        assertThat(play.visit("note").reason()).isEqualTo(Reason.CONDITION_FALSE);
    }

    @Test
    void theSameOutcomeTwiceIsRecordedOnce() {
        var play = story();
        play.play();
        play.finish("approve", Outcome.succeeded(json("{approved: true}")));
        int told = play.events.size();

        play.finish("approve", Outcome.succeeded(json("{approved: false}")));

        assertThat(play.events).hasSize(told);
        assertThat(play.visit("approve").result()).isEqualTo(json("{approved: true}"));
    }

    @Test
    void anotherInterpreterVersionIsRefused() {
        assertThatThrownBy(() -> Interpreter.ofVersion(2)).hasMessageContaining("not 2");
    }

    @Nested
    class Failing {

        @Test
        void aRetryableFailureIsTriedAgainAfterARecordedBackOff() {
            var play = story();
            play.answer(
                    "fetch",
                    effect -> effect.attempt() < 3
                            ? Outcome.failed(FailureCode.MCP_TOOL_FAILED, "busy", true)
                            : Outcome.succeeded(json("{body: 'late'}")));

            play.play();

            assertThat(play.visit("fetch").attempt()).isEqualTo(3);
            assertThat(play.told())
                    .containsSubsequence("step_retrying fetch", "step_retrying fetch", "step_completed fetch");
            assertThat(Duration.between(Instant.parse("2026-01-01T00:00:00Z"), play.now))
                    .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(3));
        }

        @Test
        @Clause({
            "What is under way is cancelled, with the reason run_failed",
            "step_cancelled | a step under way was cancelled"
        })
        void theLastFailureEndsTheRunAndItsSiblings() {
            var play = new Play("""
                    {steps: [
                      {id: 'bad', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                      {id: 'ask', type: 'human_task'},
                      {id: 'never', type: 'delay', delay_s: 1, depends_on: ['bad', 'ask']}]}""");
            play.answer("bad", _ -> Outcome.failed(FailureCode.MCP_TOOL_FAILED, "no", true));

            var fail = (Decision.Fail) play.play();

            assertThat(fail.failure().code()).isEqualTo(FailureCode.MCP_TOOL_FAILED);
            assertThat(fail.step()).isEqualTo(StepKey.of("bad"));
            assertThat(play.visit("ask").status()).isEqualTo(Status.CANCELLED);
            assertThat(play.visit("never").reason()).isEqualTo(Reason.BLOCKED);
            assertThat(play.events)
                    .filteredOn(event -> event.type() == RunEvent.Type.STEP_CANCELLED)
                    .extracting(RunEvent::data)
                    .containsExactly(Json.object("{reason: 'run_failed', caused_by_step_id: 'bad'}"));
        }

        @Test
        @Clause("A reference to something that does not exist fails the step")
        void aReferenceThatLeadsNowhereFailsItsStepWithTheReason() {
            var play = story().answer("fetch", "{}");

            var fail = (Decision.Fail) play.play();

            assertThat(fail.failure().code()).isEqualTo(FailureCode.TEMPLATE_FAILED);
            assertThat(fail.failure().message())
                    .isEqualTo("{{steps.fetch.result.body}}: steps.fetch.result has no body");
        }

        @Test
        @Clause({"A run in which nothing can ever move fails", "RUN_STALLED_OR_TIMED_OUT | nothing can ever move"})
        void aRunInWhichNothingCanStartIsStalled() {
            var play = new Play("{steps: [{id: 'a', type: 'delay', delay_s: 0, no_auto_start: true}]}");

            var fail = (Decision.Fail) play.play();

            assertThat(fail.failure().code()).isEqualTo(FailureCode.RUN_STALLED_OR_TIMED_OUT);
        }

        @Test
        void stepsThatWaitForEachOtherAreStalled() {
            var play = new Play("""
                    {steps: [{id: 'a', type: 'delay', delay_s: 0, depends_on: ['b']},
                             {id: 'b', type: 'delay', delay_s: 0, depends_on: ['a']}]}""");

            var fail = (Decision.Fail) play.play();

            assertThat(fail.failure().code()).isEqualTo(FailureCode.RUN_STALLED_OR_TIMED_OUT);
        }
    }

    @Nested
    class Branching {

        private static final String BRANCHES = """
                {steps: [
                  {id: 'which', type: 'switch', switch_on: '{{input.kind}}',
                   cases: {big: ['box', 'stamp'], small: 'bag'}, default: ['ask']},
                  {id: 'box', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                  {id: 'stamp', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['box']},
                  {id: 'bag', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                  {id: 'ask', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                  {id: 'sealed', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['bag']},
                  {id: 'send', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['stamp', 'sealed', 'ask'],
                   tool_args: {bag: '{{steps.bag.result.size}}', text: 'bag {{steps.bag.result.size}}.'}}]}""";

        @Test
        @Clause("cases | for each value, the step or the list")
        void onlyTheChosenBranchRunsAndBranchesJoinAgain() {
            var play = new Play(BRANCHES).input("{kind: 'big'}");

            play.play();

            assertThat(play.visit("which").result()).isEqualTo(json("{case: 'big'}"));
            assertThat(play.visit("stamp").status()).isEqualTo(Status.COMPLETED);
            assertThat(play.visit("bag").reason()).isEqualTo(Reason.NOT_TAKEN);
            assertThat(play.visit("sealed").reason()).isEqualTo(Reason.NOT_TAKEN);
            assertThat(play.visit("send").input()).isEqualTo(json("{bag: null, text: 'bag .'}"));
        }

        @Test
        @Clause({"default | the steps when no case matches", "The result is {case}, null for the default."})
        void withoutAMatchTheDefaultIsTaken() {
            var play = new Play(BRANCHES).input("{kind: 7}");

            play.play();

            assertThat(play.visit("which").result()).isEqualTo(json("{case: null}"));
            assertThat(play.visit("ask").status()).isEqualTo(Status.COMPLETED);
            assertThat(play.visit("box").reason()).isEqualTo(Reason.NOT_TAKEN);
        }

        @Test
        @Clause("terminal | when it completes, the run completes")
        void aTerminalStepEndsTheRunForTheOthers() {
            var play = new Play("""
                    {steps: [{id: 'ask', type: 'human_task'},
                             {id: 'after', type: 'delay', delay_s: 1, depends_on: ['ask']},
                             {id: 'enough', type: 'mcp_call', server_url: 'c', tool_name: 't', terminal: true}]}""");

            var complete =
                    (Decision.Complete) play.answer("enough", "{done: 1}").play();

            assertThat(complete.output()).isEqualTo(json("{done: 1}"));
            assertThat(play.visit("ask").reason()).isEqualTo(Reason.RUN_COMPLETED);
            assertThat(play.visit("after").reason()).isEqualTo(Reason.NOT_TAKEN);
        }
    }

    @Nested
    class Choosing {

        private static final String ROOTS = """
                {steps: [{id: 'auto', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                         {id: 'held', type: 'mcp_call', server_url: 'c', tool_name: 't', no_auto_start: true},
                         {id: 'off', type: 'mcp_call', server_url: 'c', tool_name: 't', enabled: false},
                         {id: 'next', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['held']},
                         {id: 'last', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['off'],
                          tool_args: {why: '{{steps.off.result.reason}}'}}]}""";

        @Test
        @Clause({
            "no_auto_start | a step without depends_on",
            "not_taken | no switch chose it",
            "trigger_steps | the steps with no_auto_start"
        })
        void aHeldRootStaysUntilItIsNamed() {
            var unnamed = new Play(ROOTS);
            var named = new Play(ROOTS).started(Set.of("held"), Set.of());

            unnamed.play();
            named.play();

            assertThat(unnamed.visit("next").reason()).isEqualTo(Reason.NOT_TAKEN);
            assertThat(named.visit("next").status()).isEqualTo(Status.COMPLETED);
        }

        @Test
        @Clause("enabled | false: the step is passed over")
        void whatIsSwitchedOffLetsTheNextOnesPass() {
            var play = new Play(ROOTS).started(Set.of(), Set.of("auto"));

            play.play();

            assertThat(play.visit("auto").reason()).isEqualTo(Reason.STEP_DISABLED);
            assertThat(play.visit("last").input()).isEqualTo(json("{why: 'step_disabled'}"));
        }
    }

    @Nested
    class Waiting {

        private static final String TIMER = """
                {steps: [{id: 'nap', type: 'delay', delay_s: '{{input.s}}'},
                         {id: 'ask', type: 'human_task', timeout_s: 60}]}""";

        @Test
        void aTimerFiresAtItsRecordedTime() {
            var play = new Play(TIMER).input("{s: 30}").answer("ask", "{approved: true}");
            Instant start = play.now;

            play.play();

            assertThat(play.visit("nap").endedAt()).isEqualTo(start.plusSeconds(30));
            assertThat(play.told()).contains("timer_set nap", "timer_fired nap");
        }

        @Test
        void aPauseHoldsTimersBackAndShiftsThem() {
            var play = new Play(TIMER).input("{s: 30}");
            play.decide().forEach(decision -> {
                if (decision instanceof Decision.Record(var _, var progress)) {
                    play.write(progress);
                }
            });
            play.mode(Mode.PAUSED).later(Duration.ofHours(1));

            assertThat(play.decide()).singleElement().isInstanceOf(Decision.Wait.class);

            play.journal = play.journal.with(play.journal.shifted(Duration.ofHours(1)));
            play.mode(Mode.RUNNING).play();
            assertThat(play.visit("nap").status()).isEqualTo(Status.COMPLETED);
            assertThat(play.now).isEqualTo(Instant.parse("2026-01-01T01:00:30Z"));
        }

        @Test
        void aDrainingRunStopsWithoutItsWaits() {
            var play = new Play(TIMER).input("{s: 30}");
            play.play();

            var stop = play.mode(Mode.DRAINING).play();

            assertThat(stop).isInstanceOf(Decision.Stop.class);
            assertThat(play.visit("ask").reason()).isEqualTo(Reason.RUN_STOPPED);
        }

        @Test
        void thePhaseTellsWhatARunWaitsFor() {
            var play = new Play(TIMER).input("{s: 30}");

            play.play();

            assertThat(Phase.of(RunStatus.RUNNING, play.graph(), play.journal)).isEqualTo(Phase.AWAITING_HUMAN);
            assertThat(StepCounts.of(play.graph(), play.journal)).isEqualTo(new StepCounts(2, 1, 0, 0, 1, 0));
        }
    }

    @Nested
    class Interrupted {

        @Test
        void whatWasOnItsWayIsOfferedAgainAsARepeat() {
            var play = story();
            var call = (Decision.Effect) play.decide().getFirst();
            play.begin(call);

            var again = (Decision.CallTool) play.decide().getFirst();
            play.begin(again);

            assertThat(again.repeat()).isTrue();
            assertThat(again.attempt()).isEqualTo(1);
            assertThat(play.told()).containsExactly("step_started fetch");
        }

        @Test
        void aStepUnderWayHoldsADrainingRunOpen() {
            var play = story();
            play.begin((Decision.Effect) play.decide().getFirst());
            play.mode(Mode.DRAINING);

            var held = play.decide();
            play.finish("fetch", Outcome.succeeded(json("{body: ''}")));

            assertThat(held).singleElement().isInstanceOf(Decision.CallTool.class);
            assertThat(play.play()).isInstanceOf(Decision.Stop.class);
        }
    }

    @Nested
    class Editing {

        @Test
        void anEditChangesWhatIsReadLater() {
            var play = story();
            play.journal = play.journal.withEdits(RunContext.edit(play.journal, Json.object("{input: {sku: 'B-2'}}")));

            play.play();

            assertThat(play.visit("fetch").input()).isEqualTo(json("{url: 'https://example.com/B-2', page: 2}"));
        }

        @Test
        void theResultOfAStepThatHasNotCompletedCannotBeEdited() {
            var play = story();

            assertThatThrownBy(() -> RunContext.edit(play.journal, Json.object("{steps: {fetch: {result: {}}}}")))
                    .hasMessageContaining("has not completed");
        }
    }
}
