package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.RunInfo.Mode;
import dev.signalbox.platform.engine.Validation.Binding;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentences of the manual that the engine alone keeps, one by one. */
class DocumentedRulesTest {

    @Test
    @Clause("steps | the steps, at least one")
    void howStepsAreSortedMeansNothing() {
        var forwards = new Play("""
                {steps: [{id: 'a', type: 'delay', delay_s: 1}, {id: 'b', type: 'delay', delay_s: 1, depends_on: ['a']}]}""");
        var backwards = new Play("""
                {steps: [{id: 'b', type: 'delay', delay_s: 1, depends_on: ['a']}, {id: 'a', type: 'delay', delay_s: 1}]}""");

        forwards.play();
        backwards.play();

        assertThat(backwards.told()).isEqualTo(forwards.told());
        assertThat(codes("{steps: []}")).containsExactly(IssueCode.NO_STEPS);
    }

    @Test
    @Clause({"name, description, metadata | for people", "name, description, metadata, position | for people"})
    void notesForPeopleAreTaken() {
        assertThat(codes("""
                {name: 'n', description: 'd', metadata: {owner: 'x'}, steps: [
                  {id: 'a', type: 'delay', delay_s: 1, name: 'Nap', description: 'd', metadata: {x: 1}, position: {x: 1, y: 2}}]}""")).isEmpty();
    }

    @Test
    @Clause("Any other field is refused, so that a misspelt one is not overlooked.")
    void anUnknownFieldOfTheGraphIsRefused() {
        assertThat(codes("{inputs_schema: {}, steps: [{id: 'a', type: 'delay', delay_s: 1}]}"))
                .containsExactly(IssueCode.UNKNOWN_FIELD);
    }

    @Test
    @Clause({"connection_resolution | read and kept", "quorum | 1 to 100", "channel | read and kept"})
    void whatIsNotUsedYetIsReadAndKept() {
        var graph = Graph.read(json("""
                {steps: [{id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', connection_resolution: {by: 'user'}},
                         {id: 'b', type: 'human_task', quorum: 2, channel: 'email'}]}"""));

        assertThat(graph.find("a").orElseThrow())
                .isInstanceOfSatisfying(Step.McpCall.class, call -> assertThat(call.connectionResolution())
                        .isEqualTo(json("{by: 'user'}")));
        assertThat(graph.find("b").orElseThrow()).isInstanceOfSatisfying(Step.HumanTask.class, task -> {
            assertThat(task.quorum()).isEqualTo(2);
            assertThat(task.channel()).isEqualTo("email");
        });
        assertThat(codes("{steps: [{id: 'b', type: 'human_task', quorum: 101}]}"))
                .containsExactly(IssueCode.FIELD_INVALID);
    }

    @Test
    @Clause("task_type | what is asked of the person")
    void aTaskAsksForAnApprovalUnlessSaid() {
        var plain = new Play("{steps: [{id: 'a', type: 'human_task'}]}");
        var said = new Play("{steps: [{id: 'a', type: 'human_task', task_type: 'review'}]}");

        plain.play();
        said.play();

        assertThat(taskType(plain)).isEqualTo("approval");
        assertThat(taskType(said)).isEqualTo("review");
    }

    @Test
    @Clause("retry_count | 0 to 10 further attempts")
    void theBackOffDoublesUpToFiveMinutesAndHalfOfItIsChance() {
        for (int attempt = 1; attempt <= 10; attempt++) {
            long whole = Math.min(1_000L << (attempt - 1), 300_000);
            for (long seed = 0; seed < 50; seed++) {
                assertThat(Transition.backOff(attempt, seed))
                        .isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
            }
            assertThat(Transition.backOff(attempt, 1)).isNotEqualTo(Transition.backOff(attempt, 2));
        }
    }

    @Test
    @Clause({
        "A script sees input, steps (those before this one) and run.",
        "{{run.id}}, {{run.external_id}}, {{run.workflow_id}}, {{run.version}} | the run itself"
    })
    void aScriptSeesInputRunAndTheStepsBeforeIt() {
        var play = new Play("""
                {steps: [{id: 'before', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {r: '{{run.id}} {{run.external_id}} {{run.workflow_id}} {{run.version}}'}},
                         {id: 'beside', type: 'mcp_call', server_url: 'c', tool_name: 't'},
                         {id: 'late', type: 'lua_script', depends_on: ['before'], script: 'return {}'}]}""").input("{x: 1}");

        play.play();

        var globals = play.effects.stream()
                .filter(Decision.RunScript.class::isInstance)
                .map(effect -> ((Decision.RunScript) effect).globals())
                .findFirst()
                .orElseThrow();
        assertThat(globals.propertyNames()).containsExactlyInAnyOrder("input", "steps", "run");
        assertThat(globals.path("steps").propertyNames()).containsExactly("before");
        assertThat(globals.path("run"))
                .isEqualTo(json("{id: 'run-1', external_id: 'external-1', workflow_id: 'workflow-1', version: 3}"));
        assertThat(play.visit("before").input()).isEqualTo(json("{r: 'run-1 external-1 workflow-1 3'}"));
    }

    @ParameterizedTest
    @CsvSource({"-1", "31622401", "1e400", "soon"})
    @Clause("delay_s | seconds from now")
    void aDelayThatIsNoTimeFailsItsStep(String seconds) {
        var play = new Play("{steps: [{id: 'a', type: 'delay', delay_s: '{{input.s}}'}]}");
        play.input("{s: '%s'}".formatted(seconds));

        assertThat(((Decision.Fail) play.play()).failure().code()).isEqualTo(FailureCode.TEMPLATE_FAILED);
    }

    @Test
    @Clause({"until | a time with its zone", "The result is {fired_at}."})
    void aDelayEndsAtATime() {
        var play = new Play("{steps: [{id: 'a', type: 'delay', until: '{{input.at}}'}]}");
        play.input("{at: '2026-01-02T01:00:00+01:00'}");

        play.play();

        assertThat(play.now).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(play.visit("a").result()).isEqualTo(json("{fired_at: '2026-01-02T00:00:00Z'}"));
    }

    @Test
    @Clause("switch_on | a template, compared as text")
    void aNumberMatchesTheTextOfACase() {
        var play = new Play("""
                {steps: [{id: 's', type: 'switch', switch_on: '{{input.n}}', cases: {'7': ['a']}}, {id: 'a', type: 'delay', delay_s: 0}]}""").input("{n: 7}");

        play.play();

        assertThat(play.visit("s").result()).isEqualTo(json("{case: '7'}"));
        assertThat(play.visit("a").status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    @Clause("A step that a switch names waits for the switch, with or without depends_on")
    void aNamedStepWaitsForItsSwitch() {
        var play = new Play("""
                {steps: [{id: 'ask', type: 'human_task'},
                         {id: 's', type: 'switch', switch_on: 'x', depends_on: ['ask'], cases: {x: ['a'], y: ['b']}},
                         {id: 'a', type: 'delay', delay_s: 0}, {id: 'b', type: 'delay', delay_s: 0}]}""");

        play.play();
        assertThat(play.journal.visits()).doesNotContainKeys(StepKey.of("a"), StepKey.of("b"));
        play.finish("ask", Outcome.succeeded(json("{approved: true}")));
        play.play();

        assertThat(play.visit("a").status()).isEqualTo(Status.COMPLETED);
        assertThat(play.visit("b").reason()).isEqualTo(Reason.NOT_TAKEN);
    }

    @Test
    @Clause({
        "A step goes ahead when all steps before it have ended",
        "When none did, it is skipped like the first of them."
    })
    void oneThatCameThroughIsEnoughAndNoneIsNot() {
        var play = new Play("""
                {steps: [{id: 'no', type: 'delay', delay_s: 0, condition: false},
                         {id: 'yes', type: 'delay', delay_s: 5},
                         {id: 'joined', type: 'delay', delay_s: 0, depends_on: ['no', 'yes']},
                         {id: 'lost', type: 'delay', delay_s: 0, depends_on: ['no']}]}""");

        play.play();

        assertThat(play.visit("joined").status()).isEqualTo(Status.COMPLETED);
        assertThat(play.visit("joined").startedAt()).isEqualTo(play.visit("yes").endedAt());
        assertThat(play.visit("lost").reason()).isEqualTo(Reason.CONDITION_FALSE);
    }

    @Test
    @Clause({"blocked | the run failed before its turn", "A step that fails for good fails the run at once."})
    void whatWasNotReachedIsBlocked() {
        var play = new Play("""
                {steps: [{id: 'bad', type: 'mcp_call', server_url: 'c', tool_name: 't'}, {id: 'nap', type: 'delay', delay_s: 60},
                         {id: 'after', type: 'delay', delay_s: 0, depends_on: ['nap']}]}""");
        play.answer("bad", _ -> Outcome.failed(FailureCode.MCP_TOOL_FAILED, "no", false));
        Instant start = play.now;

        var end = play.play();

        assertThat(end).isInstanceOf(Decision.Fail.class);
        assertThat(play.now).isEqualTo(start);
        assertThat(play.visit("after").reason()).isEqualTo(Reason.BLOCKED);
        assertThat(skipped(play, "after")).isEqualTo("blocked");
    }

    /** What the event of a step that did not run says of why. */
    private static String skipped(Play play, String step) {
        var data = play.events.stream()
                .filter(event ->
                        event.type() == RunEvent.Type.STEP_COMPLETED && step.equals(String.valueOf(event.stepId())))
                .map(RunEvent::data)
                .toList();
        assertThat(data).singleElement().satisfies(said -> assertThat(
                        said.path("skipped").asBoolean(false))
                .isTrue());
        return data.getFirst().path("reason").asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"64|true", "65|false"})
    void anIdHasAtMostSixtyFourCharacters(int length, boolean taken) {
        var codes = codes("{steps: [{id: '%s', type: 'delay', delay_s: 1}]}".formatted("a".repeat(length)));

        assertThat(codes.contains(IssueCode.STEP_ID_INVALID)).isNotEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"A-1_b, true", "a#b, false", "a.b, false", "a@b, false", "ä, false"})
    void anIdIsLettersDigitsHyphensAndUnderscores(String id, boolean taken) {
        var codes = codes("{steps: [{id: '%s', type: 'delay', delay_s: 1}]}".formatted(id));

        assertThat(codes.contains(IssueCode.STEP_ID_INVALID)).isNotEqualTo(taken);
    }

    @Test
    @Clause("step_disabled | it is switched off in the graph or was excluded at the start")
    void whatIsSwitchedOffSaysSo() {
        var play = new Play("""
                {steps: [{id: 'off', type: 'delay', delay_s: 60, enabled: false}, {id: 'out', type: 'delay', delay_s: 60}]}""");

        play.started(Set.of(), Set.of("out")).play();

        assertThat(List.of(play.visit("off"), play.visit("out"))).allSatisfy(visit -> assertThat(visit.result())
                .isEqualTo(json("{skipped: true, reason: 'step_disabled'}")));
        assertThat(skipped(play, "off")).isEqualTo("step_disabled");
    }

    @Test
    @Clause({
        "{{input.x}} | the input of the run",
        "{{steps.<id>.result.x}} | the result of a step before this one",
        "{{steps.<id>.input.x}} | the parameters that step was called with",
        "They are filled in tool_args, prompt, instructions, task_payload, condition, switch_on, delay_s, until"
    })
    void templatesAreFilledWhereTheManualSays() {
        var play = new Play("""
                {steps: [{id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', tool_args: {v: '{{input.x}}'}},
                         {id: 'b', type: 'mcp_call', server_url: 'c', tool_name: 't', depends_on: ['a'], condition: '{{steps.a.result.v}}',
                          tool_args: {sent: '{{steps.a.input.v}}', got: '{{steps.a.result.v}}'}},
                         {id: 'c', type: 'human_task', depends_on: ['b'], task_payload: {title: '{{steps.b.input.sent}}'}},
                         {id: 'd', type: 'switch', depends_on: ['b'], switch_on: '{{steps.b.result.got}}', cases: {}},
                         {id: 'e', type: 'delay', depends_on: ['b'], delay_s: '{{input.x}}'},
                         {id: 'f', type: 'delay', depends_on: ['b'], until: '{{input.at}}'},
                         {id: 'g', type: 'for_each', depends_on: ['b'], for_each_items: ['{{input.x}}', '{{input.at}}'],
                          for_each_body_steps: [{id: 'in', type: 'delay', delay_s: 0}]},
                         {id: 'h', type: 'while', depends_on: ['b'], while_max_iterations: 2, while_condition: '{{input.x}}',
                          while_body_steps: [{id: 'in', type: 'delay', delay_s: 0}]},
                         {id: 'i', type: 'llm_call', model: 'm', depends_on: ['b'], prompt: 'Is it {{input.x}}?'},
                         {id: 'j', type: 'agent_call', model: 'm', depends_on: ['b'], instructions: 'Know {{input.x}}.', prompt: 'Go.'}]}""").input("{x: 3, at: '2026-01-01T00:01:00Z'}").answer("c", "{approved: true}");

        assertThat(play.play()).isInstanceOf(Decision.Complete.class);

        assertThat(play.visit("b").input()).isEqualTo(json("{sent: 3, got: 3}"));
        assertThat(play.visit("c").input()).isEqualTo(json("{title: 3}"));
        assertThat(play.visit("g").input()).isEqualTo(json("{items: [3, '2026-01-01T00:01:00Z']}"));
        assertThat(play.visit("h").result().path("iteration_count")).isEqualTo(json("2"));
        assertThat(play.visit("i").input()).isEqualTo(json("{prompt: 'Is it 3?'}"));
        assertThat(play.visit("j").input()).isEqualTo(json("{instructions: 'Know 3.', prompt: 'Go.'}"));
        assertThat(play.visit("d").input()).isEqualTo(json("{switch_on: '3'}"));
        assertThat(play.visit("e").endedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:03Z"));
        assertThat(play.visit("f").endedAt()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
    }

    @Test
    @Clause("A template that cannot be parsed is an error of validation.")
    void aTemplateThatCannotBeParsedIsFound() {
        assertThat(codes("{steps: [{id: 'a', type: 'delay', delay_s: '{{input.', name: '{{'}]}"))
                .containsExactly(IssueCode.TEMPLATE_SYNTAX);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"QUEUED", "PAUSED", "DRAINING", "COMPLETED", "FAILED", "STOPPED"},
            value = RunStatus.class)
    @Clause({
        "queued | waits to be picked up",
        "paused | was paused and begins nothing",
        "draining | lets what is under way end, then stops",
        "completed | came to its end",
        "failed | failed",
        "stopped | was stopped"
    })
    void thePhaseOfARunThatDoesNotMoveIsItsStatus(RunStatus status) {
        var play = new Play("{steps: [{id: 'a', type: 'delay', delay_s: 1}]}");

        assertThat(Phase.of(status, play.graph(), play.journal).name()).isEqualTo(status.name());
    }

    @Test
    @Clause({
        "executing | does something right now",
        "awaiting_human | waits for a person",
        "awaiting_timer | waits for a delay",
        "retrying | waits before the next attempt of a step"
    })
    void thePhaseOfAMovingRunTellsWhatItWaitsFor() {
        assertThat(phase("{id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't'}", false))
                .isEqualTo(Phase.EXECUTING);
        assertThat(phase("{id: 'a', type: 'human_task'}", false)).isEqualTo(Phase.AWAITING_HUMAN);
        assertThat(phase("{id: 'a', type: 'delay', delay_s: 9}", false)).isEqualTo(Phase.AWAITING_TIMER);
        assertThat(phase("{id: 'a', type: 'mcp_call', server_url: 'c', tool_name: 't', retry_count: 1}", true))
                .isEqualTo(Phase.RETRYING);
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    @Clause("A run is pending, queued, starting, running, paused, draining, completed, failed or stopped.")
    void aRunIsWhatTheManualLists(RunStatus status) {
        assertThat("pending queued starting running paused draining completed failed stopped".split(" "))
                .hasSize(RunStatus.values().length)
                .contains(status.wire());
    }

    private static Phase phase(String step, boolean failed) {
        var play = new Play("{steps: [" + step + "]}");
        var first = play.decide().getFirst();
        switch (first) {
            case Decision.Effect effect -> play.begin(effect);
            case Decision.Record record -> play.write(record.progress());
            case Decision.Wait _, Decision.End _ -> throw new AssertionError(first);
        }
        if (failed) {
            play.finish("a", Outcome.failed(FailureCode.UPSTREAM_ERROR, "busy", true));
        }
        play.mode(Mode.RUNNING);
        return Phase.of(RunStatus.RUNNING, play.graph(), play.journal);
    }

    private static String taskType(Play play) {
        return play.events.stream()
                .filter(event -> event.type() == RunEvent.Type.HUMAN_TASK_CREATED)
                .findFirst()
                .orElseThrow()
                .data()
                .path("task_type")
                .asString();
    }

    private static List<IssueCode> codes(String document) {
        return Validation.of(object(document), (_, _) -> new Binding(List.of(), false)).issues().stream()
                .map(Issue::code)
                .toList();
    }
}
