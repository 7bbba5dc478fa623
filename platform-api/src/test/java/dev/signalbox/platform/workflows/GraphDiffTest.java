package dev.signalbox.platform.workflows;

import static dev.signalbox.platform.workflows.Graphs.of;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphDiffTest {

    @Test
    void stepsThatCameAndWentAreNamed() {
        var diff = GraphDiff.of(1, of("{'steps':[{'id':'a'},{'id':'b'}]}"), 2, of("{'steps':[{'id':'b'},{'id':'c'}]}"));

        assertThat(diff.added()).containsExactly("c");
        assertThat(diff.removed()).containsExactly("a");
        assertThat(diff.changed()).isEmpty();
    }

    @Test
    void aChangedFieldIsShownWithBothValues() {
        var diff = GraphDiff.of(
                1, of("{'steps':[{'id':'a','tool_args':{'url':'x','n':1}}]}"),
                2, of("{'steps':[{'id':'a','tool_args':{'url':'y','n':1}}]}"));

        assertThat(diff.changed()).singleElement().satisfies(step -> {
            assertThat(step.stepId()).isEqualTo("a");
            assertThat(step.fields()).singleElement().satisfies(field -> {
                assertThat(field.path()).isEqualTo("tool_args.url");
                assertThat(String.valueOf(field.before())).isEqualTo("\"x\"");
                assertThat(String.valueOf(field.after())).isEqualTo("\"y\"");
            });
        });
    }

    @Test
    void theOrderOfStepsIsNoChange() {
        var diff = GraphDiff.of(1, of("{'steps':[{'id':'a'},{'id':'b'}]}"), 2, of("{'steps':[{'id':'b'},{'id':'a'}]}"));

        assertThat(diff.added()).isEmpty();
        assertThat(diff.removed()).isEmpty();
        assertThat(diff.changed()).isEmpty();
    }

    @Test
    void whatStandsOutsideTheStepsIsComparedToo() {
        var diff = GraphDiff.of(1, of("{'steps':[],'params':{'a':'1'}}"), 2, of("{'steps':[],'params':{'a':'2'}}"));

        assertThat(diff.graph()).singleElement().satisfies(field -> assertThat(field.path())
                .isEqualTo("params.a"));
    }
}
