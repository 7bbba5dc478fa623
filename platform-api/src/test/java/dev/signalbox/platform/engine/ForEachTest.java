package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForEachTest {

    /** Two steps in a row for each item: ask a tool, then shape what it answered. */
    private static final String EACH = """
            {steps: [{id: 'each', type: 'for_each', for_each_items: '{{input.items}}', for_each_max_parallel: 2, for_each_body_steps: [
              {id: 'ask', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {of: '{{item}}', at: '{{index}}'}},
              {id: 'tell', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['ask'],
               tool_args: {was: '{{body.ask.of}}', same: '{{body.ask.result.of}}', again: '{{foreach.item}}', at: '{{foreach.index}}'}}]}]}""";

    @Test
    @Clause({
        "Takes a turn through its body for each item of a list.",
        "The result is {count, max_parallel, results}",
        "result has the results of the body's steps",
        "{{item}}, {{foreach.item}}",
        "{{index}}, {{foreach.index}}",
        "{{body.<step>.x}}, {{body.<step>.result.x}}",
        "for_each_body_steps | the steps of a turn",
        "A step inside is named"
    })
    void eachItemTakesItsTurnAndTheResultsKeepTheOrder() {
        var play = new Play(EACH).input("{items: ['a', 'b', 'c']}");

        var complete = (Decision.Complete) play.play();

        assertThat(complete.output()).isEqualTo(json("""
                {each: {count: 3, max_parallel: 2, results: [
                  {index: 0, result: {tell: {was: 'a', same: 'a', again: 'a', at: 0}}},
                  {index: 1, result: {tell: {was: 'b', same: 'b', again: 'b', at: 1}}},
                  {index: 2, result: {tell: {was: 'c', same: 'c', again: 'c', at: 2}}}]}}"""));
        assertThat(play.visit("each#2#ask").input()).isEqualTo(json("{of: 'c', at: 2}"));
    }

    @Test
    @Clause("for_each_max_parallel | how many turns are under way")
    void noMoreTurnsAreUnderWayThanMay() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1, 2, 3, 4], for_each_max_parallel: 2, for_each_body_steps: [
                  {id: 'ask', type: 'human_task'}]}]}""");
        play.play();
        var first = waiting(play);

        play.finish("each#1#ask", Outcome.succeeded(json("{of: 2}")));
        play.play();

        assertThat(first).containsExactlyInAnyOrder("each#0#ask", "each#1#ask");
        assertThat(waiting(play)).containsExactlyInAnyOrder("each#0#ask", "each#2#ask");
    }

    @Test
    @Clause("for_each_max_parallel | how many turns are under way")
    void tenTurnsAreUnderWayUnlessSaid() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], for_each_body_steps: [
                  {id: 'ask', type: 'human_task'}]}]}""");

        play.play();

        assertThat(waiting(play)).hasSize(10);
    }

    @Test
    void aScriptInsideSeesItsTurn() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: ['a', 'b'], for_each_body_steps: [
                  {id: 'say', type: 'lua_script', script: 'return {}'}]}]}""");

        play.play();

        var globals = play.effects.stream()
                .filter(effect -> effect.key().value().equals("each#1#say"))
                .map(effect -> ((Decision.RunScript) effect).globals())
                .findFirst()
                .orElseThrow();
        assertThat(globals.propertyNames())
                .containsExactlyInAnyOrder("input", "steps", "run", "item", "index", "foreach", "body", "loop");
        assertThat(globals.path("loop")).isEqualTo(json("{index: 1, count: 2, item: 'b'}"));
    }

    private static Set<String> waiting(Play play) {
        var keys = new HashSet<String>();
        Blocker.of(play.graph(), play.journal)
                .forEach(blocker -> keys.add(blocker.stepId().value()));
        return keys;
    }

    @Test
    @Clause("for_each_items | a list of at most 10,000 items")
    void theItemsAreTakenOnce() {
        var play = new Play(EACH).input("{items: ['a', 'b']}");
        play.decide().forEach(decision -> play.write(((Decision.Record) decision).progress()));

        play.journal = play.journal.withEdits(Json.object("{input: {items: []}}"));
        var complete = (Decision.Complete) play.play();

        assertThat(complete.output().at("/each/count")).isEqualTo(json("2"));
    }

    @Test
    void noItemsAreNoTurns() {
        var complete = (Decision.Complete) new Play(EACH).input("{items: []}").play();

        assertThat(complete.output()).isEqualTo(json("{each: {count: 0, max_parallel: 2, results: []}}"));
    }

    @Test
    void whatIsNoListFailsTheLoop() {
        var fail = (Decision.Fail) new Play(EACH).input("{items: {a: 1}}").play();

        assertThat(fail.failure())
                .isEqualTo(Failure.permanent(FailureCode.TEMPLATE_FAILED, "for_each_items is an object, not a list."));
    }

    @Test
    @Clause("LIMIT_EXCEEDED | a loop has more than 10,000 turns")
    void moreItemsThanALoopTakesFailItBeforeItBegins() {
        var items = Json.object("{}");
        for (int i = 0; i <= Step.Loop.MOST_TURNS; i++) {
            items.withArray("items").add(i);
        }
        var play = new Play(EACH).input(items.toString());

        var fail = (Decision.Fail) play.play();

        assertThat(fail.failure().code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        assertThat(play.effects).isEmpty();
    }

    @Nested
    class ATurnThatFails {

        private final Play play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [0, 1, 2], for_each_body_steps: [
                  {id: 'call', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {n: '{{item}}'}},
                  {id: 'ask', type: 'human_task'},
                  {id: 'after', type: 'lua_script', script: 'return {}', depends_on: ['call', 'ask']}]},
                 {id: 'count', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['each'],
                  tool_args: {n: '{{steps.each.result.results.1.error.code}}'}}]}""").answer("ask", _ -> Outcome.succeeded(json("{approved: true}")));

        private void failing(FailureCode code) {
            play.answer(
                    "call",
                    effect -> ((Decision.CallTool) effect).arguments().path("n").intValue() == 1
                            ? Outcome.failed(code, "no", false)
                            : Outcome.succeeded(json("{}")));
        }

        @Test
        @Clause("A step that fails for good ends its turn with an error")
        void isAnErrorAmongTheResultsAndTheOthersGoOn() {
            failing(FailureCode.MCP_TOOL_FAILED);

            assertThat(play.play()).isInstanceOf(Decision.Complete.class);

            JsonNode results = play.visit("each").result().path("results");
            assertThat(results.path(1)).isEqualTo(json("{index: 1, error: {code: 'MCP_TOOL_FAILED', message: 'no'}}"));
            assertThat(results.path(2).path("result").has("after")).isTrue();
            assertThat(play.visit("count").input()).isEqualTo(json("{n: 'MCP_TOOL_FAILED'}"));
        }

        @Test
        @Clause("When a turn or its loop fails, what is open inside is cancelled")
        void takesWithItWhatIsOpenInIt() {
            failing(FailureCode.MCP_TOOL_FAILED);
            play.answers.remove("ask");

            play.play();

            assertThat(play.visit("each#1#ask").status()).isEqualTo(Status.CANCELLED);
            assertThat(play.visit("each#1#ask").reason()).isEqualTo(Reason.TURN_FAILED);
            assertThat(play.visit("each#1#after").reason()).isEqualTo(Reason.BLOCKED);
            assertThat(play.visit("each#0#ask").status()).isEqualTo(Status.WAITING);
            assertThat(play.events)
                    .filteredOn(event -> event.type() == RunEvent.Type.STEP_CANCELLED)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.stepId()).isEqualTo(StepKey.of("each#1#ask"));
                        assertThat(event.data().path("caused_by_step_id")).isEqualTo(json("'each#1#call'"));
                    });
        }

        @Test
        @Clause("Only PERMISSION_LOST and INSUFFICIENT_CREDITS fail the loop")
        void byALostRightFailsTheLoopAndTheRun() {
            failing(FailureCode.PERMISSION_LOST);

            var fail = (Decision.Fail) play.play();

            assertThat(fail.failure().code()).isEqualTo(FailureCode.PERMISSION_LOST);
            assertThat(play.journal.visits().values())
                    .allMatch(visit -> visit.status().ended());
        }
    }

    @Test
    @Clause({"A body is a graph of its own", "Loops may stand inside each other, 8 deep."})
    void loopsInsideOfLoopsSeeTheirOwnItemAndTheirOwnSteps() {
        var play = new Play("""
                {steps: [
                  {id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {where: 'outside'}},
                  {id: 'b', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {where: 'outside'}},
                  {id: 'rows', type: 'for_each', depends_on: ['a', 'b'], for_each_items: [[1, 2], [3]], for_each_body_steps: [
                    {id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {row: '{{index}}'}},
                    {id: 'cells', type: 'for_each', for_each_items: '{{item}}', depends_on: ['a'], for_each_body_steps: [
                      {id: 'cell', type: 'mcp_call', server_url: 'c', tool_name: 't',
                       tool_args: {n: '{{item}}', row: '{{steps.a.result.row}}', where: '{{steps.b.result.where}}', at: '{{index}}'}}]}]}]}""");

        play.play();

        assertThat(play.visit("rows#0#cells#1#cell").input())
                .isEqualTo(json("{n: 2, row: 0, where: 'outside', at: 1}"));
        assertThat(play.visit("rows#1#cells#0#cell").input())
                .isEqualTo(json("{n: 3, row: 1, where: 'outside', at: 0}"));
        assertThat(play.visit("rows").result().at("/results/1/result/cells/results/0/result/cell/n"))
                .isEqualTo(json("3"));
    }

    @Test
    @Clause("{{steps.<id>...}} is the nearest step of that id")
    void theNearestStepOfAnIdIsMeantEvenWhenItIsNotThereYet() {
        var play = new Play("""
                {steps: [
                  {id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {where: 'outside'}},
                  {id: 'each', type: 'for_each', depends_on: ['a'], for_each_items: [1], for_each_body_steps: [
                    {id: 'wait', type: 'human_task'},
                    {id: 'a', type: 'lua_script', script: 'return {}', depends_on: ['wait']},
                    {id: 'b', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {where: '{{steps.a.result.where}}'}}]}]}""");

        play.play();

        assertThat(play.visit("each#0#b").failure().message()).isEqualTo("{{steps.a.result.where}}: steps has no a");
    }

    @Test
    void skippedStepsAndBranchesWorkInsideOfATurn() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: ['x', 'y'], for_each_body_steps: [
                  {id: 'kind', type: 'switch', switch_on: '{{item}}', cases: {x: 'left'}, default: 'right'},
                  {id: 'left', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {go: 'left'}},
                  {id: 'right', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {go: 'right'}},
                  {id: 'join', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['left', 'right'],
                   tool_args: {l: '{{body.left.go}}', r: '{{steps.right.result.go}}'}}]}]}""");

        play.play();

        assertThat(play.visit("each#0#join").input()).isEqualTo(json("{l: 'left', r: null}"));
        assertThat(play.visit("each#1#join").input()).isEqualTo(json("{l: null, r: 'right'}"));
        assertThat(play.visit("each#1#left").reason()).isEqualTo(Reason.NOT_TAKEN);
    }

    @Test
    @Clause("timeout_s | how long all turns together may take")
    void aLoopThatTakesTooLongFailsWithWhatIsOpenInIt() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1, 2], timeout_s: 60, for_each_body_steps: [
                  {id: 'ask', type: 'human_task'}, {id: 'after', type: 'delay', delay_s: 1, depends_on: ['ask']}]}]}""");

        var fail = (Decision.Fail) play.play();

        assertThat(fail.failure().code()).isEqualTo(FailureCode.RUN_STALLED_OR_TIMED_OUT);
        assertThat(play.visit("each#0#ask").reason()).isEqualTo(Reason.TURN_FAILED);
        assertThat(play.visit("each#1#after").reason()).isEqualTo(Reason.BLOCKED);
        assertThat(play.told().getLast()).isEqualTo("run_failed");
    }

    @Test
    @Clause("terminal inside of a loop completes the whole run.")
    void aTerminalStepInsideCompletesTheRun() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1, 2, 3], for_each_max_parallel: 1, for_each_body_steps: [
                  {id: 'first', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {n: '{{item}}'},
                   terminal: true}]}]}""");

        var complete = (Decision.Complete) play.play();

        assertThat(complete.output()).isEqualTo(json("{n: 1}"));
        assertThat(play.visit("each").reason()).isEqualTo(Reason.RUN_COMPLETED);
    }

    @Test
    void aPauseShiftsWhatWaitsInside() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1], timeout_s: 600, for_each_body_steps: [
                  {id: 'rest', type: 'delay', delay_s: 100}]}]}""");
        play.decide().forEach(decision -> play.write(((Decision.Record) decision).progress()));
        play.decide().forEach(decision -> play.write(((Decision.Record) decision).progress()));
        var due = play.visit("each#0#rest").dueAt();

        play.write(new Progress(play.journal.shifted(Duration.ofHours(1)), java.util.List.of()));

        assertThat(play.visit("each#0#rest").dueAt()).isEqualTo(due.plus(Duration.ofHours(1)));
        assertThat(play.play()).isInstanceOf(Decision.Complete.class);
    }

    @Test
    void aRunThatStopsEndsEveryOpenTurn() {
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1, 2], for_each_body_steps: [
                  {id: 'ask', type: 'human_task'}, {id: 'after', type: 'delay', delay_s: 1, depends_on: ['ask']}]}]}""");
        play.play();

        play.write(play.stop().progress());

        assertThat(play.journal.visits().values())
                .allMatch(visit -> visit.status().ended());
        assertThat(play.visit("each#1#after").reason()).isEqualTo(Reason.BLOCKED);
        assertThat(play.told()).doesNotHaveDuplicates();
    }

    @Test
    void manyItemsAreGoneThroughInTime() {
        var items = Json.object("{}");
        for (int i = 0; i < 2_000; i++) {
            items.withArray("items").add(i);
        }
        var play = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: '{{input.items}}', for_each_max_parallel: 100, for_each_body_steps: [
                  {id: 'rest', type: 'switch', switch_on: '{{item}}', cases: {}}]}]}""").input(items.toString());

        var complete = (Decision.Complete) play.play();

        assertThat(complete.output().at("/each/count")).isEqualTo(json("2000"));
    }
}
