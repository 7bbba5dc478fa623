package dev.signalbox.console.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.workflows.GraphLayout.Box;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GraphLayoutTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aStepStandsAfterWhatItDependsOn() {
        var layout = layout("""
                {"steps": [{"id": "last", "depends_on": ["first"]}, {"id": "first"}]}""");

        assertThat(box(layout, "first").x()).isLessThan(box(layout, "last").x());
        assertThat(layout.edges())
                .singleElement()
                .satisfies(edge -> assertThat(edge.from().id()).isEqualTo("first"));
    }

    @Test
    void aDrawingIsDrawnToo() {
        var layout = layout("""
                {"nodes": [{"id": "a", "type": "delay"}, {"id": "b", "type": "delay"}], "edges": [{"source": "a", "target": "b"}]}""");

        assertThat(box(layout, "a").x()).isLessThan(box(layout, "b").x());
        assertThat(layout.edges())
                .singleElement()
                .satisfies(edge -> assertThat(edge.to().id()).isEqualTo("b"));
    }

    @Test
    void aSwitchLeadsToTheStepsOfItsCases() {
        var layout = layout("""
                {"steps": [{"id": "choose", "type": "switch", "cases": {"a": ["one"]}, "default": ["two"]},
                           {"id": "one"}, {"id": "two"}]}""");

        assertThat(layout.edges()).extracting(edge -> edge.to().id()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aLineThatPassesAColumnHasAPlaceOfItsOwnThere() {
        var layout = layout("""
                {"steps": [{"id": "a"}, {"id": "b", "depends_on": ["a"]}, {"id": "c", "depends_on": ["b", "a"]}]}""");
        Box passed = box(layout, "b");

        var way = layout.edges().stream()
                .filter(edge -> edge.from().id().equals("a") && edge.to().id().equals("c"))
                .findFirst()
                .orElseThrow()
                .heights();

        assertThat(way).singleElement().satisfies(height -> assertThat(
                        height < passed.y() || height > passed.y() + GraphLayout.HEIGHT)
                .isTrue());
    }

    @Test
    void aLoopSaysHowManyStepsStandInside() {
        var layout = layout("""
                {"steps": [{"id": "each", "type": "for_each", "for_each_body_steps": [{"id": "a"}, {"id": "b"}]},
                           {"id": "loop", "type": "while", "while_body_steps": [{"id": "a"}]}]}""");

        assertThat(box(layout, "each").type()).isEqualTo("for_each (2)");
        assertThat(box(layout, "loop").type()).isEqualTo("while (1)");
    }

    @Test
    void aBrokenDraftIsDrawnAsFarAsItGoes() {
        assertThat(layout("{}").boxes()).isEmpty();
        assertThat(layout("{\"steps\": 7}").boxes()).isEmpty();
        assertThat(layout("""
                {"steps": [{"id": "a", "depends_on": ["b", "nobody"]}, {"id": "b", "depends_on": ["a"]}, {}, 3]}""").boxes()).hasSize(2);
    }

    @RepeatedTest(100)
    void noTwoStepsOverlapAndNoLineGoesBackwards(RepetitionInfo repetition) {
        var layout = GraphLayout.of(randomGraph(new Random(repetition.getCurrentRepetition())));

        for (Box one : layout.boxes()) {
            assertThat(layout.boxes()).filteredOn(other -> !other.equals(one)).noneMatch(other -> overlap(one, other));
        }
        assertThat(layout.edges()).allMatch(edge -> edge.from().x() < edge.to().x());
    }

    private static ObjectNode randomGraph(Random random) {
        ObjectNode graph = JSON.createObjectNode();
        var steps = graph.putArray("steps");
        int count = 1 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            var dependsOn = steps.addObject().put("id", "s" + i).putArray("depends_on");
            for (int j = 0; j < i; j++) {
                if (random.nextInt(6) == 0) {
                    dependsOn.add("s" + j);
                }
            }
        }
        return graph;
    }

    private static boolean overlap(Box one, Box other) {
        return Math.abs(one.x() - other.x()) < GraphLayout.WIDTH && Math.abs(one.y() - other.y()) < GraphLayout.HEIGHT;
    }

    private static GraphLayout layout(String graph) {
        return GraphLayout.of(JSON.readTree(graph));
    }

    private static Box box(GraphLayout layout, String id) {
        return layout.boxes().stream()
                .filter(box -> box.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
