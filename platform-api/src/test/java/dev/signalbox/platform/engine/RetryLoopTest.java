package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a retry keeps of a loop that did not finish. */
class RetryLoopTest {

    private static final String WHILE = """
            {steps: [{id: 'loop', type: 'while', while_max_iterations: 3, while_condition: 'yes', while_body_steps: [
              {id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {turn: '{{while.iteration}}'}},
              {id: 'b', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['a'], tool_args: {a: '{{body.a.turn}}'}}]}]}""";

    private static Play failedInTheSecondTurn(String graph) {
        var play = new Play(graph)
                .answer(
                        "b",
                        effect -> effect.key().value().startsWith("loop#1#")
                                ? Outcome.failed(FailureCode.MCP_TOOL_FAILED, "no", false)
                                : Outcome.succeeded(json("{}")));
        assertThat(play.play()).isInstanceOf(Decision.Fail.class);
        return play;
    }

    private static Play retried(Play ended, String graph, Retry.Wish wish) {
        var next = new Play(graph);
        var retry = Retry.of(new Retry.Ended(ended.graph(), ended.journal), next.graph(), wish, Instant.EPOCH);
        next.write(new Progress(retry.visits(), retry.events()));
        return next;
    }

    private static Retry.Wish nothing() {
        return new Retry.Wish(null, Map.of());
    }

    private static List<String> called(Play play) {
        return play.effects.stream().map(effect -> effect.key().value()).toList();
    }

    @Test
    @Clause("A loop that did not finish goes on with the turn that did not")
    void aWhileLoopGoesOnWithTheStepThatFailed() {
        var retry = retried(failedInTheSecondTurn(WHILE), WHILE, nothing());

        var complete = (Decision.Complete) retry.play();

        assertThat(called(retry)).containsExactly("loop#1#b", "loop#2#a", "loop#2#b");
        assertThat(complete.output().at("/loop/iteration_count")).isEqualTo(json("3"));
    }

    @Test
    void aChangedStepInsideRunsAgainInEveryTurnThatHadIt() {
        String changed = WHILE.replace("{a: '{{body.a.turn}}'}", "{a: '{{body.a.turn}}', fixed: true}");

        var retry = retried(failedInTheSecondTurn(WHILE), changed, nothing());
        retry.play();

        assertThat(called(retry)).containsExactly("loop#0#b", "loop#1#a", "loop#1#b", "loop#2#a", "loop#2#b");
    }

    @Test
    void aTurnThatComesToSomethingElseIsAskedAgainWhetherItIsEnough() {
        String until = """
                {steps: [{id: 'loop', type: 'while', while_mode: 'until', while_max_iterations: 3, while_condition: '{{body.a.enough}}',
                  while_body_steps: [{id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {enough: false}}]},
                 {id: 'after', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['loop']}]}""";
        var ended = new Play(until)
                .answer(
                        "a",
                        effect -> effect.key().equals(StepKey.of("loop#2#a"))
                                ? Outcome.failed(FailureCode.MCP_TOOL_FAILED, "no", false)
                                : Outcome.succeeded(json("{enough: false}")));
        ended.play();

        var retry = retried(ended, until.replace("enough: false", "enough: true"), nothing());
        var complete = (Decision.Complete) retry.play();

        assertThat(called(retry)).containsExactly("loop#0#a", "after");
        assertThat(retry.visit("loop").result().path("stopped_reason")).isEqualTo(json("'condition_met'"));
        assertThat(complete.output().propertyNames()).containsExactly("after");
    }

    @Test
    void aLoopThatIsAskedForStartsAnew() {
        var retry = retried(failedInTheSecondTurn(WHILE), WHILE, new Retry.Wish("loop", Map.of()));
        retry.play();

        assertThat(called(retry)).hasSize(6);
    }

    @Test
    void theResultOfAStepInsideCanBeGiven() {
        var given = Map.of("loop#1#b", (ObjectNode) json("{by: 'hand'}"));

        var retry = retried(failedInTheSecondTurn(WHILE), WHILE, new Retry.Wish(null, given));
        var complete = (Decision.Complete) retry.play();

        assertThat(called(retry)).containsExactly("loop#2#a", "loop#2#b");
        assertThat(complete.output().at("/loop/iterations/1/result/b/by")).isEqualTo(json("'hand'"));
    }

    @Test
    void aForEachKeepsTheTurnsThatAreThrough() {
        String each = """
                {steps: [{id: 'loop', type: 'for_each', for_each_items: [7, 8, 9], for_each_max_parallel: 1, for_each_body_steps: [
                  {id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                  {id: 'b', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['a'], tool_args: {n: '{{item}}'}}]}]}""";
        var ended = new Play(each)
                .answer(
                        "b",
                        effect -> effect.key().value().startsWith("loop#1#")
                                ? Outcome.failed(FailureCode.PERMISSION_LOST, "no", false)
                                : Outcome.succeeded(json("{}")));
        ended.play();

        var retry = retried(ended, each, nothing());
        var complete = (Decision.Complete) retry.play();

        assertThat(called(retry)).containsExactly("loop#1#b", "loop#2#a", "loop#2#b");
        assertThat(complete.output().at("/loop/results")).hasSize(3);
    }

    @Test
    void whatWasCutOffInsideIsToldByItsWholeName() {
        var ended = new Play(WHILE);
        ended.decide().forEach(decision -> ended.write(((Decision.Record) decision).progress()));
        ended.decide().forEach(decision -> ended.write(((Decision.Record) decision).progress()));
        ended.begin((Decision.Effect) ended.decide().getFirst());
        ended.write(ended.stop().progress());

        assertThat(Retry.unknown(ended.graph(), ended.journal)).containsExactly(StepKey.of("loop#0#a"));
    }
}
