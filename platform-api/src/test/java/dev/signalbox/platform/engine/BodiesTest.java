package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** How the steps inside of loops are read. */
class BodiesTest {

    private static final String SCRIPT = "{id: '%s', type: 'lua_script', script: 'return {}'}";

    @Test
    void whatIsWrongInsideIsNamedWithItsPlace() {
        var findings = findings("""
                {steps: [{id: 'a', type: 'for_each', for_each_items: [1], for_each_body_steps: [
                  {id: 'b', type: 'while', while_max_iterations: 2, while_condition: 'x', while_body_steps: [
                    {id: 'c', type: 'lua_script'}, {id: 'd', type: 'lua_script', scrip: 'return {}', script: ''}, 7]}]}]}""");

        String inner = "steps[0].for_each_body_steps[0].while_body_steps";
        assertThat(findings)
                .extracting(issue -> issue.code() + " " + issue.path())
                .containsExactlyInAnyOrder(
                        "FIELD_REQUIRED " + inner + "[0].script",
                        "UNKNOWN_FIELD " + inner + "[1].scrip",
                        "FIELD_REQUIRED " + inner + "[1].script",
                        "FIELD_INVALID " + inner + "[2]");
    }

    @Test
    void anIdIsUsedOnceInItsScopeAndAgainInAnother() {
        String body = "{steps: [{id: 'a', type: 'for_each', for_each_items: [1], for_each_body_steps: [%s]}]}";

        assertThat(findings(body.formatted(SCRIPT.formatted("a")))).isEmpty();
        assertThat(findings(body.formatted(SCRIPT.formatted("b") + "," + SCRIPT.formatted("b"))))
                .extracting(Issue::path)
                .containsExactly("steps[0].for_each_body_steps[1].id");
    }

    @Test
    void eightLoopsInsideEachOtherAreReadAndOneMoreIsNot() {
        assertThat(findings(nested(8))).isEmpty();
        assertThat(findings(nested(9))).extracting(Issue::code).containsExactly(IssueCode.NESTED_TOO_DEEPLY);
    }

    @Test
    void aHundredLoopsInsideEachOtherAreRefusedInOneSentence() {
        assertThat(findings(nested(100))).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.NESTED_TOO_DEEPLY);
            assertThat(issue.message()).isEqualTo("Step loop: loops stand inside each other at most 8 deep.");
        });
    }

    @Test
    void stepsInsideCountToo() {
        String steps =
                IntStream.range(0, 999).mapToObj(i -> SCRIPT.formatted("s" + i)).collect(Collectors.joining(","));
        String loop = "{steps: [{id: 'a', type: 'for_each', for_each_items: [1], for_each_body_steps: [%s]}]}";

        assertThat(findings(loop.formatted(steps))).isEmpty();
        assertThat(findings(loop.formatted(steps + "," + SCRIPT.formatted("one-more"))))
                .extracting(issue -> issue.code() + " " + issue.path())
                .containsExactly("TOO_MANY_STEPS steps[0].for_each_body_steps");
    }

    @Nested
    class Drawings {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{nodes: [{id: 'a', type: 'lua_script', data: {script: 'return {}'}}, {id: 'b', type: 'delay', data: {delay_s: 1}}], edges: [{source: 'a', target: 'b'}]}",
                    "{steps: [{id: 'a', type: 'lua_script', script: 'return {}'}, {id: 'b', type: 'delay', delay_s: 1, depends_on: ['a']}]}",
                    "[{id: 'a', type: 'lua_script', data: {script: 'return {}'}}, {id: 'b', type: 'delay', data: {delay_s: 1, depends_on: ['a']}}]",
                    "[{id: 'a', type: 'lua_script', script: 'return {}'}, {id: 'b', type: 'delay', delay_s: 1, depends_on: ['a']}]"
                })
        void aBodyIsReadInEachForm(String body) {
            ObjectNode document = Json.object("""
                    {nodes: [{id: 'loop', type: 'while', data: {while_mode: 'until', while_max_iterations: 3, while_condition: '{{input.x}}'}}], edges: []}""");
            ((ObjectNode) document.at("/nodes/0/data")).set("while_body_steps", json(body));

            Graph inside = ((Step.Loop) Graph.read(document).steps().getFirst()).body();

            assertThat(inside.steps()).extracting(Step::id).containsExactly("a", "b");
            assertThat(inside.steps().getLast().common().dependsOn()).containsExactly("a");
        }

        @Test
        void aNodeThatNamesALoopAsItsParentStandsInside() {
            Graph graph = Graph.read(json("""
                    {nodes: [
                      {id: 'inner-b', parentId: 'each', extent: 'parent', type: 'lua_script', data: {script: 'return {}'}},
                      {id: 'each', type: 'for_each', data: {for_each_items: '{{input.items}}'}},
                      {id: 'inner-a', parentNode: 'each', type: 'while', data: {while_max_iterations: 2, while_condition: 'x'}},
                      {id: 'deep', parentId: 'inner-a', type: 'delay', data: {delay_s: 1}},
                      {id: 'after', type: 'delay', data: {delay_s: 1}}],
                     edges: [{source: 'inner-a', target: 'inner-b'}, {source: 'each', target: 'after'}]}"""));

            var each = (Step.Loop) graph.find("each").orElseThrow();
            var while_ = (Step.Loop) each.body().find("inner-a").orElseThrow();
            assertThat(graph.steps()).extracting(Step::id).containsExactly("each", "after");
            assertThat(each.body().find("inner-b").orElseThrow().common().dependsOn())
                    .containsExactly("inner-a");
            assertThat(while_.body().steps()).extracting(Step::id).containsExactly("deep");
        }

        @Test
        void nodesThatAreTheirOwnParentsAreRefused() {
            var findings = findings("""
                    {nodes: [{id: 'a', parentId: 'b', type: 'while', data: {while_max_iterations: 2, while_condition: 'x'}},
                             {id: 'b', parentId: 'a', type: 'while', data: {while_max_iterations: 2, while_condition: 'x'}}], edges: []}""");

            assertThat(findings)
                    .extracting(issue -> issue.code() + " " + issue.path())
                    .contains("UNKNOWN_FIELD steps[0].parentId", "UNKNOWN_FIELD steps[1].parentId");
        }
    }

    private static String nested(int depth) {
        String open = "{id: 'loop', type: 'for_each', for_each_items: [1], for_each_body_steps: [";
        return "{steps: ["
                + String.join("", Collections.nCopies(depth, open))
                + SCRIPT.formatted("s")
                + String.join("", Collections.nCopies(depth, "]}"))
                + "]}";
    }

    private static List<Issue> findings(String document) {
        var reader = new GraphReader();
        reader.read(json(document));
        return reader.findings().all();
    }
}
