package dev.signalbox.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Validation.Binding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCheckTest {

    private static final String ASK = "{id: 'ask', type: 'llm_call', model: 'm', prompt: 'p'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: 'l', type: 'for_each', for_each_items: '{{input.all}}', for_each_body_steps: [$]} | 10000 | for_each_items",
                "{id: 'l', type: 'while', while_max_iterations: 1001, while_condition: '{{input.x}}', while_body_steps: [$]} | 1001 | while_max_iterations",
                "{id: 'l', type: 'for_each', for_each_items: [1, 2, 3], for_each_body_steps: [{id: 'w', type: 'while', while_max_iterations: 500, while_condition: '{{input.x}}', while_body_steps: [$]}]} | 1500 | for_each_items",
                "{id: 'l', type: 'for_each', for_each_items: '{{input.all}}', for_each_body_steps: [{id: 'a', type: 'agent_call', model: 'm', instructions: 'i', prompt: 'p', max_turns: 50}]} | 50000 | for_each_items"
            })
    @Clause("cost | a run that may ask models more than 1,000 times")
    void aRunThatMayAskVeryOftenIsForecast(String step, int times, String field) {
        var found = issues("{input_schema: {properties: {all: {}, x: {}}, required: ['all', 'x']}, steps: [%s]}"
                .formatted(step.replace("$", ASK)));

        assertThat(found).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.COST_HIGH);
            assertThat(issue.severity()).isEqualTo(Issue.Severity.WARNING);
            assertThat(issue.path()).isEqualTo("steps[0]." + field);
            assertThat(issue.message()).contains("up to " + times + " times");
        });
    }

    @Test
    @Clause("What a run costs in money is not forecast")
    void aThousandQuestionsAreNotTold() {
        String thousand =
                "{id: 'l', type: 'while', while_max_iterations: 1000, while_condition: '{{input.x}}', while_body_steps: [%s]}"
                        .formatted(ASK);

        assertThat(issues("{steps: [%s, %s]}".formatted(thousand.replace("'l'", "'off', enabled: false"), thousand)))
                .isEmpty();
        assertThat(issues("{steps: [%s, %s]}".formatted(ASK, thousand)))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.stepId()).isEqualTo("l");
                    assertThat(issue.message() + issue.hint())
                            .doesNotContain("credits")
                            .doesNotContain("$");
                });
    }

    private static List<Issue> issues(String graph) {
        return Validation.of(Json.json(graph), (_, _) -> new Binding(List.of(), false))
                .issues();
    }
}
