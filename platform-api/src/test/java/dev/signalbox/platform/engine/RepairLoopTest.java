package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Repair.Change;
import dev.signalbox.platform.engine.Visit.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What is set back when a step inside of a loop is corrected. */
class RepairLoopTest {

    private static final String CALL =
            "{id: '%s', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {n: '%s'}, depends_on: [%s]}";

    private static final String EACH = """
            {steps: [{id: 'each', type: 'for_each', for_each_items: [7, 8], timeout_s: 60, for_each_body_steps: [%s, %s, %s]},
                     {id: 'ask', type: 'human_task', depends_on: ['each'], task_payload: {all: '{{steps.each.result.results}}'}}]}""".formatted(
                    CALL.formatted("first", "{{item}}", ""),
                    CALL.formatted("second", "{{body.first.n}}", "'first'"),
                    CALL.formatted("beside", "1", ""));

    private static final String REPEATED = """
            {steps: [{id: 'loop', type: 'while', %s, while_max_iterations: 4, while_body_steps: [%s, %s]},
                     {id: 'ask', type: 'human_task', depends_on: ['loop']}]}""";

    @Test
    @Clause({
        "A step inside of a loop is named as its events name it",
        "What follows it in its turn runs again, and so does what follows the loop.",
        "The loop then goes on: other turns of a for_each stay as they are"
    })
    void aTurnOfAForEachGoesOnAloneAndSoDoesWhatFollowsTheLoop() {
        var play = waiting(EACH);

        var repair = corrected(play, "each#0#first", "{n: 70}");
        carryOut(play, repair);
        play.effects.clear();
        play.play();

        assertThat(repair.again()).extracting(again -> again.stepId().value()).containsExactly("each#0#second", "ask");
        assertThat(called(play)).containsExactly("each#0#second", "ask");
        assertThat(play.visit("each").result().path("results"))
                .isEqualTo(
                        json(
                                "[{index: 0, result: {second: {n: 70}, beside: {n: '1'}}}, {index: 1, result: {second: {n: 8}, beside: {n: '1'}}}]"));
        assertThat(play.visit("ask").input().at("/all/0/result/second/n")).isEqualTo(json("70"));
        assertThat(play.visit("each#1#second").generation()).isZero();
    }

    @Test
    void theLoopHasItsTimeAgainAndWhatWasThroughIsKept() {
        var play = waiting(EACH);

        var repair = corrected(play, "each#1#first", "{n: 80}");

        assertThat(repair.replaced())
                .extracting(visit -> visit.key().value())
                .contains("each", "each#1", "each#1#second", "each#1#first", "ask")
                .doesNotContain("each#0", "each#1#beside");
        assertThat(repair.progress().visits())
                .filteredOn(visit -> visit.key().value().equals("each"))
                .singleElement()
                .satisfies(loop -> {
                    assertThat(loop.status()).isEqualTo(Status.WAITING);
                    assertThat(loop.dueAt()).isEqualTo(play.now.plusSeconds(60));
                    assertThat(loop.input()).isEqualTo(json("{items: [7, 8]}"));
                });
    }

    @Test
    @Clause("A turn that had failed begins anew with what did not finish in it.")
    void aTurnThatFailedIsTriedAgainWithTheRightValue() {
        var play = new Play(EACH);
        play.answer(
                "second",
                effect -> ((Decision.CallTool) effect).arguments().path("n").intValue() == 8
                        ? Outcome.failed(FailureCode.MCP_TOOL_FAILED, "eight", false)
                        : Outcome.succeeded(((Decision.CallTool) effect).arguments()));
        play.play();
        assertThat(play.visit("each").result().at("/results/1/error/code")).isEqualTo(json("'MCP_TOOL_FAILED'"));

        carryOut(play, corrected(play, "each#1#first", "{n: 9}"));
        play.play();

        assertThat(play.visit("each").result().at("/results/1/result/second/n")).isEqualTo(json("9"));
    }

    @Test
    @Clause("Turns of a while after it run again, since each builds on the one before.")
    void laterTurnsOfAWhileRunAgain() {
        var play = waiting(REPEATED.formatted(
                "while_condition: 'yes'",
                CALL.formatted("a", "{{while.iteration}}", ""),
                CALL.formatted("b", "{{body.a.n}}", "'a'")));

        carryOut(play, corrected(play, "loop#2#a", "{n: 20}"));
        play.effects.clear();
        play.play();

        assertThat(called(play)).containsExactly("loop#2#b", "loop#3#a", "loop#3#b", "ask");
        assertThat(play.visit("loop").result().at("/iterations/2/result/b/n")).isEqualTo(json("20"));
        assertThat(play.visit("loop").result().path("iteration_count")).isEqualTo(json("4"));
    }

    @Test
    void anUntilIsAskedAgainWhetherTheTurnIsEnough() {
        var play = waiting(REPEATED.formatted(
                "while_mode: 'until', while_condition: '{{body.a.n}}'",
                CALL.formatted("a", "{{while.iteration}}", ""),
                CALL.formatted("b", "{{body.a.n}}", "'a'")));
        assertThat(play.visit("loop").result().path("iteration_count")).isEqualTo(json("2"));

        carryOut(play, corrected(play, "loop#1#a", "{n: 0}"));
        play.play();

        assertThat(play.visit("loop").result().path("iteration_count")).isEqualTo(json("3"));
        assertThat(play.visit("loop").result().path("stopped_reason")).isEqualTo(json("'condition_met'"));
    }

    @Test
    void everyLoopAroundGoesOn() {
        var play = waiting("""
                {steps: [{id: 'outer', type: 'for_each', for_each_items: [1, 2], for_each_body_steps: [
                   {id: 'inner', type: 'for_each', for_each_items: [3, 4], for_each_body_steps: [%s, %s]}, %s]},
                  {id: 'ask', type: 'human_task', depends_on: ['outer']}]}""".formatted(
                        CALL.formatted("a", "{{item}}", ""),
                        CALL.formatted("b", "{{body.a.n}}", "'a'"),
                        CALL.formatted("after", "{{steps.inner.result.count}}", "'inner'")));

        carryOut(play, corrected(play, "outer#1#inner#0#a", "{n: 30}"));
        play.effects.clear();
        play.play();

        assertThat(called(play)).containsExactly("outer#1#inner#0#b", "outer#1#after", "ask");
        assertThat(play.visit("outer#1#inner").result().at("/results/0/result/b/n"))
                .isEqualTo(json("30"));
    }

    @Test
    void whatIsOpenInsideIsWithdrawnAndItsResultCanBeGiven() {
        var play = waiting("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1], for_each_body_steps: [%s,
                   {id: 'look', type: 'human_task', depends_on: ['a']}, {id: 'done', type: 'lua_script', script: 'return {}', depends_on: ['look']}]}]}""".formatted(CALL.formatted("a", "1", "")));
        var wish = new Repair.Wish(
                new Change.Result(StepKey.of("each#0#a"), json("{n: 2}")), "Wrong", Map.of("each#0#look", (ObjectNode)
                        json("{approved: true}")));

        var repair = Repair.of(play.graph(), play.journal, play.run, wish, play.now);
        carryOut(play, repair);

        assertThat(repair.withdrawn()).extracting(visit -> visit.key().value()).containsExactly("each#0#look");
        assertThat(repair.again()).isEmpty();
        assertThat(play.play()).isInstanceOf(Decision.Complete.class);
        assertThat(play.visit("each#0#look").result()).isEqualTo(object("{approved: true}"));
    }

    private static Play waiting(String graph) {
        var play = new Play(graph);
        play.play();
        return play;
    }

    private static Repair corrected(Play play, String step, String result) {
        var wish = new Repair.Wish(new Change.Result(StepKey.of(step), json(result)), "Wrong", Map.of());
        return Repair.of(play.graph(), play.journal, play.run, wish, play.now);
    }

    private static void carryOut(Play play, Repair repair) {
        play.repaired(repair);
    }

    private static List<String> called(Play play) {
        return new ArrayList<>(
                play.effects.stream().map(effect -> effect.key().value()).toList());
    }
}
