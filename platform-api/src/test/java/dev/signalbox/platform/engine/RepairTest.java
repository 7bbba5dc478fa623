package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.engine.Again.Why;
import dev.signalbox.platform.engine.Repair.Change;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RepairTest {

    private static final String LINE = """
        {"steps": [
          {"id": "first", "type": "mcp_call", "server_url": "s", "tool_name": "t", "tool_args": {"n": 1}},
          {"id": "second", "type": "mcp_call", "server_url": "s", "tool_name": "t", "depends_on": ["first"],
           "tool_args": {"n": "{{steps.first.result.n}}"}},
          {"id": "beside", "type": "mcp_call", "server_url": "s", "tool_name": "t", "tool_args": {"n": 7}},
          {"id": "ask", "type": "human_task", "depends_on": ["second", "beside"], "task_payload": {"n": "{{steps.second.result.n}}"}}]}\
        """;

    @Test
    void setsBackWhatFollowsTheCorrectedStepAndNothingElse() {
        var play = waiting(LINE);

        var repair = corrected(play, "first", "{\"n\": 2}");

        assertThat(repair.again()).containsExactly(again("second", Why.UPSTREAM), again("ask", Why.UPSTREAM));
        assertThat(keys(repair.replaced())).containsExactlyInAnyOrder("first", "second", "ask");
        assertThat(keys(repair.progress().visits())).containsExactly("first");
        assertThat(repair.unknown()).isEmpty();
    }

    @Test
    void theCorrectedVisitKeepsWhatItWasCalledWith() {
        var play = waiting(LINE);

        var now = corrected(play, "second", "{\"n\": 9}").progress().visits().getFirst();

        assertThat(now.input()).isEqualTo(json("{\"n\": 1}"));
        assertThat(now.result()).isEqualTo(json("{\"n\": 9}"));
        assertThat(now.generation()).isEqualTo(play.run.generation() + 1);
    }

    @Test
    void whatWasUnderWayIsWithdrawnAndToldAfterTheRepair() {
        var play = waiting(LINE);

        var repair = corrected(play, "first", "{\"n\": 2}");

        assertThat(repair.withdrawn()).singleElement().satisfies(visit -> {
            assertThat(visit.key()).isEqualTo(StepKey.of("ask"));
            assertThat(visit.status()).isEqualTo(Status.CANCELLED);
            assertThat(visit.reason()).isEqualTo(Reason.RUN_REPAIRED);
        });
        assertThat(repair.progress().events())
                .extracting(event -> event.type().wire() + " " + event.stepId())
                .containsExactly("run_repaired first", "step_cancelled ask");
    }

    @Test
    void readersAreToldWhatWasAndWhatIs() {
        var told = corrected(waiting(LINE), "first", "{\"n\": 2}")
                .progress()
                .events()
                .getFirst();

        assertThat(told.data()).isEqualTo(object("""
            {"reason": "Wrong", "before": {"n": 1}, "after": {"n": 2}, "generation": 1,
             "run_again": [{"step_id": "second", "because": "upstream"}, {"step_id": "ask", "because": "upstream"}],
             "given_steps": []}\
            """));
    }

    @Test
    void theRunGoesOnAsIfTheValueHadAlwaysBeenRight() {
        var play = waiting(LINE);

        carryOut(play, corrected(play, "first", "{\"n\": 2}"));
        play.play();

        assertThat(play.visit("second").input()).isEqualTo(json("{\"n\": 2}"));
        assertThat(play.visit("second").generation()).isEqualTo(1);
        assertThat(play.visit("beside").generation()).isZero();
        assertThat(play.visit("ask").status()).isEqualTo(Status.WAITING);
        assertThat(play.visit("ask").input()).isEqualTo(json("{\"n\": 2}"));
    }

    @Test
    void aSwitchThatFollowsChoosesAnew() {
        var play = waiting("""
            {"steps": [
              {"id": "size", "type": "mcp_call", "server_url": "s", "tool_name": "t", "tool_args": {"size": "small"}},
              {"id": "way", "type": "switch", "switch_on": "{{steps.size.result.size}}", "depends_on": ["size"],
               "cases": {"small": "bag", "large": "crate"}},
              {"id": "bag", "type": "lua_script", "script": "return {}"},
              {"id": "crate", "type": "lua_script", "script": "return {}"},
              {"id": "ask", "type": "human_task", "depends_on": ["bag", "crate"], "task_payload": {}}]}\
            """);

        carryOut(play, corrected(play, "size", "{\"size\": \"large\"}"));
        play.play();

        assertThat(play.visit("bag").reason()).isEqualTo(Reason.NOT_TAKEN);
        assertThat(play.visit("crate").status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void theSameValueChangesNothing() {
        assertThat(corrected(waiting(LINE), "first", "{\"n\": 1.0}").changesNothing())
                .isTrue();
    }

    @Test
    void editsOfWhatIsCorrectedOrRunsAgainAreGoneAndOthersStay() {
        var play = waiting(LINE);
        play.journal = play.journal.withEdits(object("""
            {"steps": {"first": {"result": {"n": 5}}, "second": {"result": {"n": 6}}, "beside": {"result": {"n": 8}}}}\
            """));

        var repair = corrected(play, "first", "{\"n\": 2}");

        assertThat(repair.edits()).isEqualTo(object("{\"steps\": {\"beside\": {\"result\": {\"n\": 8}}}}"));
        assertThat(repair.progress().events().getFirst().data().path("before")).isEqualTo(json("{\"n\": 5}"));
    }

    @Test
    void allTurnsOfALoopThatFollowsAreSetBackWithIt() {
        var graph = Graph.read(json("""
            {"steps": [
              {"id": "list", "type": "lua_script", "script": "return {}"},
              {"id": "loop", "type": "for_each", "depends_on": ["list"], "for_each_items": "{{steps.list.result}}",
               "for_each_body_steps": [{"id": "list", "type": "human_task", "task_payload": {}}]}]}\
            """));
        var play = new Play("{\"steps\": [{\"id\": \"any\", \"type\": \"lua_script\", \"script\": \"return {}\"}]}");
        var loop = StepKey.of("loop");
        var journal = Journal.of(
                List.of(
                        Visit.given(StepKey.of("list"), 0, json("[1]"), play.now),
                        Visit.begun(loop, 0, Status.WAITING, null, play.now),
                        Visit.begun(loop.inner(0, "list"), 0, Status.WAITING, null, play.now)),
                object("{}"));
        var wish = new Repair.Wish(new Change.Result(StepKey.of("list"), json("[2]")), "Wrong", Map.of());

        var repair = Repair.of(graph, journal, play.run, wish, play.now);

        assertThat(repair.again()).containsExactly(again("loop", Why.UPSTREAM));
        assertThat(keys(repair.withdrawn())).containsExactly("loop", "loop#0#list");
    }

    @Nested
    class CallsUnderWay {

        private final Play play = new Play(LINE);

        CallsUnderWay() {
            play.decide().stream()
                    .filter(Decision.Effect.class::isInstance)
                    .map(Decision.Effect.class::cast)
                    .forEach(play::begin);
            play.finish("first", Outcome.succeeded(json("{\"n\": 1}")));
            play.decide().stream()
                    .filter(Decision.Effect.class::isInstance)
                    .map(Decision.Effect.class::cast)
                    .filter(effect -> !effect.repeat())
                    .forEach(play::begin);
        }

        @Test
        void areUnknownWhenTheyWouldRunAgain() {
            assertThat(corrected(play, "first", "{\"n\": 2}").unknown()).containsExactly(StepKey.of("second"));
        }

        @Test
        void areNotRunAgainWhenTheirResultIsGiven() {
            var wish = new Repair.Wish(
                    new Change.Result(StepKey.of("first"), json("{\"n\": 2}")),
                    "Wrong",
                    Map.of("second", object("{\"n\": 3}")));

            var repair = Repair.of(play.graph(), play.journal, play.run, wish, play.now);

            assertThat(repair.unknown()).isEmpty();
            assertThat(repair.again()).isEmpty();
            assertThat(keys(repair.progress().visits())).containsExactly("second", "first");
            assertThat(repair.progress().events().getLast().data().path("given").booleanValue())
                    .isTrue();
        }

        @Test
        void goOnWhenTheyDoNotFollow() {
            assertThat(keys(corrected(play, "first", "{\"n\": 2}").replaced())).doesNotContain("beside");
        }
    }

    @Nested
    class OfTheInput {

        private final Play play = waiting("""
            {"params": {"sku": "A", "size": 1, "other": {"a": 1}},
             "steps": [
              {"id": "sku", "type": "mcp_call", "server_url": "s", "tool_name": "t", "tool_args": {"sku": "{{input.sku}}"}},
              {"id": "size", "type": "mcp_call", "server_url": "s", "tool_name": "t", "tool_args": {"all": ["x {{input.size}}"]}},
              {"id": "none", "type": "lua_script", "script": "return { note = 'inputs' }"},
              {"id": "script", "type": "lua_script", "script": "return { n = input.size }"},
              {"id": "globals", "type": "lua_script", "script": "return { n = _G['in' .. 'put'].size }"},
              {"id": "whole", "type": "mcp_call", "server_url": "s", "tool_name": "t", "tool_args": {"in": "{{input}}"}},
              {"id": "after", "type": "lua_script", "depends_on": ["size"], "script": "return {}"},
              {"id": "ask", "type": "human_task", "depends_on": ["none"], "task_payload": {}}]}\
            """);

        @Test
        void runsAgainWhatReadsTheChangedMemberAndWhatFollows() {
            assertThat(changed("{\"size\": 2, \"sku\": \"A\"}").again())
                    .containsExactly(
                            again("size", Why.INPUT),
                            again("script", Why.INPUT),
                            again("globals", Why.INPUT),
                            again("whole", Why.INPUT),
                            again("after", Why.UPSTREAM));
        }

        @Test
        void keepsTheOtherMembers() {
            assertThat(changed("{\"size\": 2, \"new\": null}").input()).isEqualTo(object("""
                {"sku": "A", "size": 2, "other": {"a": 1}, "new": null}\
                """));
        }

        @Test
        void replacesAMemberWhole() {
            assertThat(changed("{\"other\": {\"b\": 2}}").input().path("other")).isEqualTo(json("{\"b\": 2}"));
        }

        @Test
        void tellsOnlyTheMembersThatChange() {
            var told =
                    changed("{\"size\": 2, \"sku\": \"A\"}").progress().events().getFirst();

            assertThat(told.stepId()).isNull();
            assertThat(told.data().path("before")).isEqualTo(json("{\"size\": 1}"));
            assertThat(told.data().path("after")).isEqualTo(json("{\"size\": 2}"));
        }

        @Test
        void liesAboveEarlierEdits() {
            play.journal = play.journal.withEdits(object("{\"input\": {\"size\": 5, \"sku\": \"B\"}}"));

            assertThat(changed("{\"size\": 2}").edits()).isEqualTo(object("{\"input\": {\"sku\": \"B\"}}"));
        }

        @Test
        void aLoopReadsWhatItsBodyReads() {
            var graph = Graph.read(json("""
                {"steps": [{"id": "loop", "type": "while", "while_mode": "until", "while_max_iterations": 2, "while_condition": "{{input.a}}",
                  "while_body_steps": [{"id": "in", "type": "delay", "delay_s": "{{input.b}}"}]}]}\
                """));

            assertThat(InputReads.of(graph.steps().getFirst()))
                    .isEqualTo(new InputReads(false, java.util.Set.of("a", "b")));
        }

        private Repair changed(String members) {
            var wish = new Repair.Wish(new Change.Input((ObjectNode) json(members)), "Wrong", Map.of());
            return Repair.of(play.graph(), play.journal, play.run, wish, play.now);
        }
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

    private static Again again(String step, Why why) {
        return new Again(StepKey.of(step), why);
    }

    private static List<String> keys(List<Visit> visits) {
        return new ArrayList<>(visits.stream().map(visit -> visit.key().value()).toList());
    }
}
