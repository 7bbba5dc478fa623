package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Validation.Binding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopValidationTest {

    private static final String IN_EACH = """
            {steps: [{id: 'before', type: 'lua_script', script: 'return {}'}, {id: 'beside', type: 'lua_script', script: 'return {}'},
              {id: 'each', type: 'for_each', depends_on: ['before'], for_each_items: [1], for_each_body_steps: [
                {id: 'first', type: 'delay', delay_s: 1}, {id: 'step', %s}]}]}""";

    private static final String IN_WHILE = """
            {steps: [{id: 'loop', type: 'while', while_max_iterations: 2, while_condition: '%s', while_body_steps: [
                {id: 'first', type: 'delay', delay_s: 1}]}]}""";

    private static List<String> issues(String document) {
        return Validation.of(
                        json(document),
                        (call, _) -> new Binding(List.of(), call.toolName().equals("send")))
                .issues()
                .stream()
                .map(issue -> issue.severity() + " " + issue.code() + " " + issue.path())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: 'delay', delay_s: '{{item}}'",
                "type: 'delay', delay_s: '{{foreach.item.x}}', condition: '{{index}}'",
                "type: 'delay', delay_s: '{{steps.before.result.x}}'",
                "type: 'delay', delay_s: '{{steps.first.result.x}}', depends_on: ['first']",
                "type: 'delay', delay_s: '{{body.first.fired_at}}', depends_on: ['first']",
                "type: 'for_each', for_each_items: '{{item}}', for_each_body_steps: [{id: 'x', type: 'delay', delay_s: '{{item}}'}]"
            })
    void whatALoopBringsIsThere(String fields) {
        assertThat(issues(IN_EACH.formatted(fields))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: 'delay', delay_s: '{{steps.beside.result.x}}'|REFERENCE_NOT_UPSTREAM|delay_s",
                "type: 'delay', delay_s: '{{steps.first.result.x}}'|REFERENCE_NOT_UPSTREAM|delay_s",
                "type: 'delay', delay_s: '{{body.first.x}}'|REFERENCE_NOT_UPSTREAM|delay_s",
                "type: 'delay', delay_s: '{{body.before.x}}'|REFERENCE_UNKNOWN_STEP|delay_s",
                "type: 'delay', delay_s: '{{while.iteration}}'|REFERENCE_OUTSIDE_LOOP|delay_s",
                "type: 'delay', delay_s: 1, depends_on: ['before']|DEPENDENCY_UNKNOWN|depends_on",
                "type: 'lua_script', script: 'return {'|LUA_SYNTAX|script",
                "type: 'delay', delay_s: 1, depends_on: ['step']|DEPENDENCY_CYCLE|depends_on"
            })
    void whatIsWrongInsideIsNamedWithItsPlace(String fields, String code, String field) {
        assertThat(issues(IN_EACH.formatted(fields)))
                .containsExactly("ERROR %s steps[2].for_each_body_steps[1].%s".formatted(code, field));
    }

    @ParameterizedTest
    @CsvSource({
        "{{body.first.fired_at}},",
        "{{while.prev.first.fired_at}},",
        "{{steps.first.result.fired_at}},",
        "{{while.iteration}},",
        "{{body.other.x}},REFERENCE_UNKNOWN_STEP",
        "{{while.prev.other.x}},REFERENCE_UNKNOWN_STEP",
        "{{while.last}},REFERENCE_UNKNOWN_STEP",
        "{{item}},REFERENCE_OUTSIDE_LOOP"
    })
    void aConditionSeesItsTurns(String condition, String code) {
        assertThat(issues(IN_WHILE.formatted(condition)))
                .isEqualTo(code == null ? List.of() : List.of("ERROR " + code + " steps[0].while_condition"));
    }

    @Test
    void theScriptOfALoopIsChecked() {
        assertThat(issues(IN_WHILE.formatted("x").replace("while_condition: 'x'", "while_eval_script: 'return ('")))
                .containsExactly("ERROR LUA_SYNTAX steps[0].while_eval_script");
    }

    @Test
    @Clause("no_auto_start inside of a loop skips the step always")
    void aStepThatNothingCanStartIsToldAndSkipped() {
        String document = IN_EACH.formatted("type: 'delay', delay_s: 1, no_auto_start: true");
        var play = new Play(document);

        play.play();

        assertThat(issues(document))
                .containsExactly("WARNING NEVER_STARTS steps[2].for_each_body_steps[1].no_auto_start");
        assertThat(play.visit("each#0#step").reason()).isEqualTo(Visit.Reason.NOT_TAKEN);
    }

    @Test
    @Clause("retry_count of a loop has no effect")
    void retriesOfALoopAreTold() {
        assertThat(issues(IN_WHILE.formatted("x").replace("type: 'while'", "type: 'while', retry_count: 2")))
                .containsExactly("WARNING HAS_NO_EFFECT steps[0].retry_count");
    }

    @ParameterizedTest
    @CsvSource({
        "'{id: ''send'', type: ''mcp_call'', server_url: ''c'', tool_name: ''send'', tool_args: {x: ''{{item}}''}}', true",
        "'{id: ''look'', type: ''human_task''}, {id: ''send'', type: ''mcp_call'', server_url: ''c'', tool_name: ''send'', depends_on: [''look'']}', false",
        "'{id: ''read'', type: ''mcp_call'', server_url: ''c'', tool_name: ''read'', tool_args: {x: ''{{item}}''}}', false"
    })
    void actingOnEveryItemFromOutsideWantsAPersonInBetween(String body, boolean warned) {
        var issues = issues("""
                {steps: [{id: 'fetch', type: 'mcp_call', server_url: 'c', tool_name: 'fetch'},
                  {id: 'each', type: 'for_each', depends_on: ['fetch'], for_each_items: '{{steps.fetch.result.all}}',
                   for_each_body_steps: [%s]}]}""".formatted(body));

        assertThat(issues)
                .isEqualTo(warned ? List.of("WARNING NO_HUMAN_GATE steps[1].for_each_body_steps") : List.of());
    }
}
