package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.RunInfo.Mode;
import dev.signalbox.platform.engine.Visit.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AgentCallTest {

    private static final String AGENT = """
            {id: 'a', type: 'agent_call', model: 'm', instructions: 'You serve {{input.who}}.', prompt: 'Find {{input.what}}.',
             tools: ['connector://http/http_get', 'connector://shop/find.it'], max_turns: 3, retry_count: 1}""";
    private static final String DONE = "{text: 'Found.', usage: {model: 'm-1', input_tokens: 5, output_tokens: 2}}";

    private final Play play = new Play("{steps: [" + AGENT + "]}").input("{who: 'Acme', what: 'it'}");

    @Test
    @Clause({"instructions | who the agent is", "prompt | what the agent is to do"})
    void anAgentThatAsksForNoToolIsDoneInOneTurn() {
        play.answer("a", DONE);

        var complete = (Decision.Complete) play.play();

        assertThat(play.visit("a").input()).isEqualTo(json("{instructions: 'You serve Acme.', prompt: 'Find it.'}"));
        assertThat(complete.output()).hasToString(json("""
                {a: {text: 'Found.', usage: {model: 'm-1', input_tokens: 5, output_tokens: 2}, turns: 1}}""").toString());
        assertThat(play.told()).containsExactly("step_started a", "step_completed a", "run_completed");
    }

    @Test
    void tenTurnsAreTheMostUnlessSaid() {
        var tireless = new Play("{steps: [" + AGENT.replace(", max_turns: 3, retry_count: 1", "") + "]}")
                .input("{who: 'Acme', what: 'it'}")
                .answer(
                        "a",
                        effect -> Outcome.succeeded(
                                effect instanceof Decision.AskAgent ? asking("http_get") : object("{text: 'more'}")));

        var failed = (Decision.Fail) tireless.play();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.LLM_REQUEST_FAILED);
        assertThat(tireless.effects)
                .filteredOn(Decision.AskAgent.class::isInstance)
                .hasSize(10);
    }

    @Test
    @Clause("The result is {text, turns, usage}: the last answer")
    void whatItsToolsAnswerIsPartOfTheNextQuestion() {
        List<Decision.AskAgent> questions = new ArrayList<>();
        play.answer("a", effect -> switch (effect) {
            case Decision.AskAgent ask -> {
                questions.add(ask);
                yield Outcome.succeeded(ask.turns().isEmpty() ? asking("http_get", "find_it") : json(DONE));
            }
            case Decision.CallAgentTool call ->
                Outcome.succeeded(object("{}").put("text", "of " + call.tool().tool()));
            default -> throw new AssertionError(effect);
        });

        var complete = (Decision.Complete) play.play();

        assertThat(questions.getLast().turns()).singleElement().satisfies(turn -> {
            assertThat(turn.text()).isEqualTo("Let me see.");
            assertThat(turn.calls()).extracting(AgentTurn.Call::answer).containsExactly("of http_get", "of find.it");
        });
        assertThat(complete.output()).hasToString(json("""
                {a: {text: 'Found.', usage: {model: 'm-1', input_tokens: 12, output_tokens: 5}, turns: 2}}""").toString());
        assertThat(play.told())
                .containsExactly("step_started a", "agent_turn_tool_round a", "step_completed a", "run_completed");
        assertThat(play.events.get(1).data())
                .isEqualTo(json("{turn: 1, tools: [{tool: 'http_get', ok: true}, {tool: 'find_it', ok: true}]}"));
    }

    @Test
    void callsOfATurnAreMadeSideBySideAndOnlyTheOpenOnesAgain() {
        ask("http_get", "http_get", "find_it");
        var calls = effects();
        calls.forEach(play::begin);
        play.finish("a#1#@call_1", Outcome.succeeded(json("{text: 'b'}")));

        var after = effects();

        assertThat(calls)
                .extracting(call -> call.key().value())
                .containsExactly("a#1#@call_0", "a#1#@call_1", "a#1#@call_2");
        assertThat(calls).noneMatch(Decision.Effect::repeat);
        assertThat(after).extracting(call -> call.key().value()).containsExactly("a#1#@call_0", "a#1#@call_2");
        assertThat(after).allMatch(Decision.Effect::repeat);
        assertThat(play.told()).doesNotContain("agent_turn_tool_round a");
    }

    @Test
    void aJournalOfSomeTurnsIsGoneOnWith() {
        ask("http_get");
        effects().forEach(play::begin);
        play.finish("a#1#@call_0", Outcome.succeeded(json("{text: 'b'}")));

        var next = effects();
        play.begin(next.getFirst());

        assertThat(next).singleElement().isInstanceOfSatisfying(Decision.AskAgent.class, ask -> {
            assertThat(ask.key()).hasToString("a#2#@model");
            assertThat(ask.turns()).hasSize(1);
        });
        assertThat(effects()).singleElement().satisfies(again -> assertThat(again.repeat())
                .isTrue());
    }

    @Test
    @Clause("A tool that fails does not fail the step")
    void aFailureOfAToolIsToldToTheModel() {
        ask("http_get");
        effects().forEach(play::begin);

        play.finish("a#1#@call_0", Outcome.failed(FailureCode.MCP_TOOL_FAILED, "No such page.", true));

        var call = ((Decision.AskAgent) effects().getFirst())
                .turns()
                .getFirst()
                .calls()
                .getFirst();
        assertThat(call.ok()).isFalse();
        assertThat(call.answer()).isEqualTo("No such page.");
        assertThat(play.events.getLast().data()).isEqualTo(json("{turn: 1, tools: [{tool: 'http_get', ok: false}]}"));
    }

    @Test
    void whatCannotBeCalledIsToldToTheModelAndNotCalled() {
        var reply = asking("nope", "http_get");
        reply.withArray("calls").get(1).asObject().put("arguments", "{\"url\": ");
        play.decide().forEach(opened -> play.write(((Decision.Record) opened).progress()));
        effects().forEach(play::begin);
        play.finish("a#1#@model", Outcome.succeeded(reply));

        play.decide().forEach(refused -> play.write(((Decision.Record) refused).progress()));

        var turn = ((Decision.AskAgent) effects().getFirst()).turns().getFirst();
        assertThat(turn.calls().get(0).answer()).contains("no such tool", "http_get", "find_it");
        assertThat(turn.calls().get(1).answer()).contains("must be a JSON object");
        assertThat(play.told()).containsOnlyOnce("agent_turn_tool_round a");
    }

    @Test
    @Clause("The calls of a turn are made side by side, at most 20")
    void aTurnHasNoMoreCallsThanTwenty() {
        ask(Collections.nCopies(25, "http_get").toArray(String[]::new));

        assertThat(effects()).hasSize(20);
    }

    @Test
    @Clause("max_turns | 1 to 50 questions to the model, 10 unless said")
    void anAgentThatDoesNotComeToAnEndFails() {
        play.answer(
                "a",
                effect -> effect instanceof Decision.AskAgent
                        ? Outcome.succeeded(asking("http_get"))
                        : Outcome.succeeded(json("{text: 'more'}")));

        var failed = (Decision.Fail) play.play();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.LLM_REQUEST_FAILED);
        assertThat(failed.failure().message()).contains("max_turns");
        assertThat(failed.step()).isEqualTo(StepKey.of("a"));
        assertThat(play.effects).hasSize(5);
    }

    @Test
    @Clause("retry_count counts for each question")
    void aQuestionThatFailsIsAskedAgainWithoutTheTurnsBefore() {
        ask("http_get");
        effects().forEach(play::begin);
        play.finish("a#1#@call_0", Outcome.succeeded(json("{text: 'b'}")));
        play.answer(
                "a",
                effect -> effect.attempt() == 1
                        ? Outcome.failed(FailureCode.LLM_REQUEST_FAILED, "busy", true)
                        : Outcome.succeeded(json(DONE)));

        assertThat(play.play()).isInstanceOf(Decision.Complete.class);

        assertThat(play.told())
                .containsExactly(
                        "step_started a",
                        "agent_turn_tool_round a",
                        "step_retrying a",
                        "step_completed a",
                        "run_completed");
    }

    @Test
    void whatWaitsForTheNextAttemptIsTheAgent() {
        play.decide().forEach(opened -> play.write(((Decision.Record) opened).progress()));
        effects().forEach(play::begin);
        play.finish("a#1#@model", Outcome.failed(FailureCode.LLM_REQUEST_FAILED, "busy", true));

        var wait = (Decision.Wait) play.decide().getFirst();

        assertThat(wait.blockedOn()).singleElement().satisfies(blocker -> {
            assertThat(blocker.kind()).isEqualTo(Blocker.Kind.RETRY);
            assertThat(blocker.stepId()).isEqualTo(StepKey.of("a"));
        });
        assertThat(wait.wakeAt()).isNotNull();
        assertThat(Phase.of(RunStatus.RUNNING, play.graph(), play.journal)).isEqualTo(Phase.RETRYING);
    }

    @Test
    void aCallOfWhichNobodyKnowsFailsTheAgentAndLeavesTheOthers() {
        ask("http_get", "find_it");
        effects().forEach(play::begin);

        play.finish("a#1#@call_0", Outcome.unknown("a"));
        var failed = (Decision.Fail) play.play();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.OUTCOME_UNKNOWN);
        assertThat(failed.step()).isEqualTo(StepKey.of("a"));
        assertThat(play.visit("a#1#@call_1").status()).isEqualTo(Status.CANCELLED);
        assertThat(play.told()).containsExactly("step_started a", "step_failed a", "run_failed");
        assertThat(Retry.unknown(play.graph(), play.journal)).containsExactly(StepKey.of("a"));
    }

    @Test
    void anAgentThatCalledNothingCanBeginAnewByItself() {
        play.answer("a", _ -> Outcome.failed(FailureCode.LLM_REQUEST_FAILED, "no", false));

        play.play();

        assertThat(Retry.unknown(play.graph(), play.journal)).isEmpty();
    }

    @Test
    void aDrainLetsPartsEndAndBeginsNone() {
        ask("http_get");
        effects().forEach(play::begin);

        play.mode(Mode.DRAINING);
        var held = play.decide();
        play.finish("a#1#@call_0", Outcome.succeeded(json("{text: 'b'}")));

        assertThat(held).singleElement().isInstanceOf(Decision.CallAgentTool.class);
        assertThat(play.decide()).singleElement().isInstanceOf(Decision.Stop.class);
        play.play();
        assertThat(play.told()).endsWith("step_cancelled a", "run_stopped");
    }

    @Test
    void itsPartsAreNoStepsOfTheRun() {
        ask("http_get");
        effects().forEach(play::begin);

        assertThat(StepCounts.of(play.graph(), play.journal)).isEqualTo(new StepCounts(1, 0, 0, 0, 1, 0));
        assertThat(RunContext.of(play.run, play.journal).path("steps").propertyNames())
                .containsExactly("a");
    }

    @Test
    void anAgentWorksInsideOfALoopToo() {
        var inside = new Play("""
                {steps: [{id: 'each', type: 'for_each', for_each_items: [1, 2], for_each_body_steps: [
                  {id: 'a', type: 'agent_call', model: 'm', instructions: 'i', prompt: 'Find {{item}}.', tools: ['connector://http/http_get']}]}]}""");
        inside.answer("a", AgentCallTest::oneRound);

        var complete = (Decision.Complete) inside.play();

        assertThat(inside.effects)
                .extracting(effect -> effect.key().value())
                .contains("each#0#a#1#@call_0", "each#1#a#2#@model")
                .hasSize(6);
        assertThat(complete.output().at("/each/results/1/result/a/text").stringValue())
                .isEqualTo("Found.");
        assertThat(inside.visit("each#1#a").input().path("prompt").stringValue())
                .isEqualTo("Find 2.");
    }

    @Test
    void aPartOfATerminalAgentDoesNotEndTheRun() {
        var terminal = new Play("{steps: [" + AGENT.replace("max_turns", "terminal: true, max_turns") + "]}")
                .input("{who: 'Acme', what: 'it'}");
        terminal.answer("a", AgentCallTest::oneRound);

        var complete = (Decision.Complete) terminal.play();

        assertThat(complete.output().path("turns").intValue()).isEqualTo(2);
    }

    private static Outcome oneRound(Decision.Effect effect) {
        return effect instanceof Decision.AskAgent ask
                ? Outcome.succeeded(ask.turns().isEmpty() ? asking("http_get") : json(DONE))
                : Outcome.succeeded(json("{text: 'b'}"));
    }

    @Nested
    class Names {

        @Test
        void ofPartsLeadToTheirStepAlsoInsideOfALoop() {
            var call = StepKey.of("loop").inner(3, "a").call(2, 11);

            assertThat(call).hasToString("loop#3#a#2#@call_11");
            assertThat(call.whole()).hasToString("loop#3#a");
            assertThat(call.stepId()).isEqualTo("a");
            assertThat(call.agentTurn()).isEqualTo(2);
            assertThat(call.callIndex()).isEqualTo(11);
            assertThat(call.isPart()).isTrue();
            assertThat(call.whole().isPart()).isFalse();
        }

        @Test
        void ofToolsAreLegalAndDiffer() {
            var tools = tools("""
                    ['connector://http/get', 'connector://shop/get', 'connector://shop/find.it', 'connector://shop/find it',
                     'connector://http/get', '7b1c/find_it']""");

            assertThat(tools).extracting(AgentTool::name).containsExactly("get", "get_2", "find_it", "find_it_2");
            assertThat(tools.getLast().instanceId()).isEqualTo("7b1c");
        }

        private List<AgentTool> tools(String tools) {
            var reader = new GraphReader();
            var graph = reader.read(json("""
                    {steps: [{id: 'a', type: 'agent_call', model: 'm', instructions: 'i', prompt: 'p', tools: %s}]}""".formatted(tools)));
            return AgentTool.of((Step.AgentCall) graph.steps().getFirst());
        }
    }

    private List<Decision.Effect> effects() {
        return play.decide().stream()
                .filter(Decision.Effect.class::isInstance)
                .map(Decision.Effect.class::cast)
                .toList();
    }

    /** The first turn, in which the model asks for these tools. */
    private void ask(String... tools) {
        play.decide().forEach(opened -> play.write(((Decision.Record) opened).progress()));
        effects().forEach(play::begin);
        play.finish("a#1#@model", Outcome.succeeded(asking(tools)));
    }

    private static ObjectNode asking(String... tools) {
        var reply = object("{text: 'Let me see.', usage: {model: 'm-1', input_tokens: 7, output_tokens: 3}}");
        var calls = reply.putArray("calls");
        for (String tool : tools) {
            calls.addObject().put("id", "c" + calls.size()).put("tool", tool).putObject("arguments");
        }
        return reply;
    }
}
