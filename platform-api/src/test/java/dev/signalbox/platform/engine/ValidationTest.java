package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.Validation.Binding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ValidationTest {

    private static final String KEY = "AKIAABCDEFGHIJKLMNOP";

    private static Validation report(String document) {
        return Validation.of(
                json(document),
                (call, _) -> new Binding(List.of(), call.toolName().equals("send")));
    }

    private static Validation step(String fields) {
        return report("{steps: [{id: 'a', type: 'lua_script', script: 'return {}'}, {id: 'b', " + fields + "}]}");
    }

    @Test
    void aSoundGraphIsValid() {
        var report = report("""
                {input_schema: {properties: {sku: {type: 'string'}}, required: ['sku']}, params: {page: 1}, steps: [
                  {id: 'fetch-it', type: 'mcp_call', server_url: 'connector://http', tool_name: 'http_get',
                   tool_args: {url: 'https://example.com/{{input.sku}}?page={{input.page}}'}, timeout_s: 0.5, retry_count: 2},
                  {id: 'which', type: 'switch', depends_on: ['fetch-it'], switch_on: '{{steps.fetch-it.result.items.0.kind}}',
                   cases: {a: ['wait']}, default: 'note'},
                  {id: 'wait', type: 'delay', delay_s: 5},
                  {id: 'note', type: 'lua_script', script: 'return {text = input.sku}', condition: '{{run.external_id}}'}]}""");

        assertThat(report.issues()).isEmpty();
        assertThat(report.valid()).isTrue();
        assertThat(report.checksPerformed()).contains("cycles", "templates", "scripts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: 'lua_script', script: 'return {'|LUA_SYNTAX|steps[1].script",
                "type: 'lua_script'|FIELD_REQUIRED|steps[1].script",
                "type: 'mcp_call', tool_name: 't'|FIELD_REQUIRED|steps[1].server_url",
                "type: 'mcp_call', server_url: 'a', instance_id: 'b', tool_name: 't'|FIELD_REQUIRED|steps[1].server_url",
                "type: 'mcp_call', server_url: 'a', tool_name: 't', tool_args: {x: ['{{steps.a.result.x}}']}|REFERENCE_NOT_UPSTREAM|steps[1].tool_args.x[0]",
                "type: 'delay', delay_s: '{{steps.c.result}}'|REFERENCE_UNKNOWN_STEP|steps[1].delay_s",
                "type: 'delay', delay_s: '{{steps.a.output}}', depends_on: ['a']|REFERENCE_UNKNOWN_PART|steps[1].delay_s",
                "type: 'delay', delay_s: '{{item.x}}'|REFERENCE_OUTSIDE_LOOP|steps[1].delay_s",
                "type: 'delay', delay_s: '{{secrets.x}}'|TEMPLATE_UNKNOWN_ROOT|steps[1].delay_s",
                "type: 'delay', delay_s: '{{vault.X}}'|SECRET_NOT_AVAILABLE|steps[1].delay_s",
                "type: 'mcp_call', server_url: 'connector://http', tool_name: 't', tool_args: {a: '{{vault.X.y}}'}|REFERENCE_UNKNOWN_PART|steps[1].tool_args.a",
                "type: 'delay', delay_s: '{{input.x'|TEMPLATE_SYNTAX|steps[1].delay_s",
                "type: 'delay', delay_s: '{{input.x + 1}}'|TEMPLATE_SYNTAX|steps[1].delay_s",
                "type: 'delay'|FIELD_REQUIRED|steps[1].delay_s",
                "type: 'delay', delay_s: 1, depends_on: ['x']|DEPENDENCY_UNKNOWN|steps[1].depends_on",
                "type: 'delay', delay_s: 1, depends_on: 'a'|FIELD_INVALID|steps[1].depends_on",
                "type: 'delay', delay_s: 1, depends_on: ['b']|DEPENDENCY_CYCLE|steps[1].depends_on",
                "type: 'delay', delay_s: 1, retry_count: 11|FIELD_INVALID|steps[1].retry_count",
                "type: 'delay', delay_s: 1, timeout_s: 0|FIELD_INVALID|steps[1].timeout_s",
                "type: 'delay', delay_s: 1, depend_on: ['a']|UNKNOWN_FIELD|steps[1].depend_on",
                "type: 'delay', delay_s: 1, condition: '{{input.x}} == 1'|CONDITION_NOT_A_TEMPLATE|steps[1].condition",
                "type: 'switch', switch_on: 'x', cases: {a: ['q']}|SWITCH_TARGET_UNKNOWN|steps[1].cases",
                "type: 'switch', switch_on: 'x', cases: {a: ['b']}|DEPENDENCY_CYCLE|steps[1].depends_on",
                "type: 'switch', switch_on: 'x'|FIELD_REQUIRED|steps[1].cases",
                "type: 'human_task', options: ['x', 'y'], timeout_default: 'z'|FIELD_INVALID|steps[1].timeout_default",
                "type: 'human_task', task_payload: {risk: 'high'}, timeout_default: 'approve'|RISKY_DEFAULT|steps[1].timeout_default",
                "type: 'for_each', for_each_items: [], for_each_body_steps: []|NO_STEPS|steps[1].for_each_body_steps",
                "type: 'for_each', for_each_items: 3|FIELD_INVALID|steps[1].for_each_items",
                "type: 'for_each', for_each_body_steps: []|FIELD_REQUIRED|steps[1].for_each_items",
                "type: 'for_each', for_each_items: [], for_each_max_parallel: 101|FIELD_INVALID|steps[1].for_each_max_parallel",
                "type: 'while', while_condition: '{{input.x}}'|FIELD_REQUIRED|steps[1].while_max_iterations",
                "type: 'while', while_max_iterations: 0|FIELD_INVALID|steps[1].while_max_iterations",
                "type: 'while', while_max_iterations: 5|FIELD_REQUIRED|steps[1].while_condition",
                "type: 'while', while_mode: 'for'|FIELD_INVALID|steps[1].while_mode",
                "type: 'llm_call', prompt: 'x'|FIELD_REQUIRED|steps[1].model_ref",
                "type: 'llm_call', model: 'a', model_ref: 'b', prompt: 'x'|FIELD_REQUIRED|steps[1].model_ref",
                "type: 'llm_call', model: 'a'|FIELD_REQUIRED|steps[1].prompt",
                "type: 'llm_call', model: 'a', prompt: {}|FIELD_INVALID|steps[1].prompt",
                "type: 'agent_call', prompt: 'x'|FIELD_REQUIRED|steps[1].agent_id",
                "type: 'agent_call', agent_id: 'a', prompt: 'x', max_turns: 51|FIELD_INVALID|steps[1].max_turns",
                "type: 'agent_call', agent_id: 'a', prompt: 'x', tools: 't'|FIELD_INVALID|steps[1].tools",
                "type: 'guided'|FIELD_REQUIRED|steps[1].goal",
                "type: 'guided', goal: 'x', expected_output: 'y'|FIELD_INVALID|steps[1].expected_output",
                "type: 'signal'|FIELD_REQUIRED|steps[1].signal_name",
                "type: 'workflow_call'|FIELD_REQUIRED|steps[1].workflow_id",
                "type: 'workflow_call', workflow_id: 'w', version: 0|FIELD_INVALID|steps[1].version",
                "type: 'workflow_call', workflow_id: 'w', input: [1]|FIELD_INVALID|steps[1].input",
                "type: 'for_each', for_each_body: []|LEGACY_SHAPE|steps[1].for_each_body",
                "type: 'parallel'|LEGACY_SHAPE|steps[1].type",
                "type: 'condition'|LEGACY_SHAPE|steps[1].type",
                "type: 'delay', delay_s: 1, until: '2027-01-01T00:00:00Z'|FIELD_REQUIRED|steps[1].delay_s",
                "type: 'llm_call', model: 'm', prompt: '{{vault.X}}'|SECRET_NOT_AVAILABLE|steps[1].prompt",
                "type: 'agent_call', model: 'm', instructions: '{{vault.X}}', prompt: 'p'|SECRET_NOT_AVAILABLE|steps[1].instructions",
                "type: 'human_task', task_payload: {a: '{{vault.X}}'}|SECRET_NOT_AVAILABLE|steps[1].task_payload.a",
                "type: 'guided', goal: '{{vault.X}}'|SECRET_NOT_AVAILABLE|steps[1].goal",
                "type: 'workflow_call', workflow_id: 'w', input: {a: '{{vault.X}}'}|SECRET_NOT_AVAILABLE|steps[1].input.a",
                "type: 'switch', switch_on: '{{vault.X}}', cases: {}|SECRET_NOT_AVAILABLE|steps[1].switch_on",
                "type: 'mcp_call', server_url: 'c', tool_name: 't', condition: '{{vault.X}}'|SECRET_NOT_AVAILABLE|steps[1].condition",
                "type: 'mail'|STEP_TYPE_UNKNOWN|steps[1].type",
                "name: 'b'|FIELD_REQUIRED|steps[1].type"
            })
    @Clause({
        "A field that its type does not have is refused.",
        "for_each_body and the types condition, parallel and sequence"
    })
    void whatIsWrongIsNamedWithItsPlace(String fields, IssueCode code, String path) {
        var report = step(fields);

        assertThat(report.valid()).isFalse();
        assertThat(report.issues()).anySatisfy(issue -> {
            assertThat(issue.code()).isEqualTo(code);
            assertThat(issue.path()).isEqualTo(path);
            assertThat(issue.stepId()).isEqualTo("b");
            assertThat(issue.hint()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "'x'",
                "{}",
                "{steps: 1}",
                "{steps: []}",
                "{steps: [1]}",
                "{steps: [{}]}",
                "{steps: [{id: 1, type: 2}]}",
                "{steps: [{id: 'a b', type: 'delay', delay_s: 1}]}",
                "{step: []}",
                "{nodes: 3}",
                "{steps: [null]}",
                "{steps: {a: 1}, edges: 2}"
            })
    void whatIsNoGraphIsRefusedAndNotRead(String document) {
        assertThat(report(document).valid()).isFalse();
        assertThatThrownBy(() -> Graph.read(json(document))).isInstanceOf(InvalidGraph.class);
    }

    @Test
    void whatIsNoGraphOrTooLargeIsSaidSo() {
        String large =
                "{metadata: {x: '%s'}, steps: [{id: 'a', type: 'delay', delay_s: 1}]}".formatted("x".repeat(1 << 20));

        assertThat(report("[]").issues()).extracting(Issue::code).containsExactly(IssueCode.GRAPH_NOT_AN_OBJECT);
        assertThat(report(large).issues()).extracting(Issue::code).containsExactly(IssueCode.GRAPH_TOO_LARGE);
    }

    @Test
    void anIdIsUsedOnce() {
        var report = report("{steps: [{id: 'a', type: 'delay', delay_s: 1}, {id: 'a', type: 'delay', delay_s: 1}]}");

        assertThat(report.issues()).extracting(Issue::code).containsExactly(IssueCode.STEP_ID_DUPLICATE);
    }

    @Test
    void aLongCircleIsToldOnce() {
        var report = report("""
                {steps: [{id: 'a', type: 'delay', delay_s: 1, depends_on: ['c']}, {id: 'b', type: 'delay', delay_s: 1, depends_on: ['a']},
                         {id: 'c', type: 'delay', delay_s: 1, depends_on: ['b']}, {id: 'd', type: 'delay', delay_s: 1}]}""");

        assertThat(report.issues())
                .extracting(Issue::message)
                .containsExactly("Step a: it waits for itself: a → c → b → a.");
    }

    @Test
    @Clause("its steps | 1,000")
    void aThousandStepsAreReadAndOneMoreIsNot() {
        String chain = "{id: 's%d', type: 'delay', delay_s: 1, depends_on: [%s]}";
        var steps = new StringBuilder(chain.formatted(0, ""));
        for (int i = 1; i < 1_000; i++) {
            steps.append(',').append(chain.formatted(i, "'s" + (i - 1) + "'"));
        }

        assertThat(report("{steps: [" + steps + "]}").valid()).isTrue();
        assertThat(report("{steps: [" + steps + ", {id: 'x', type: 'delay', delay_s: 1}]}")
                        .issues())
                .extracting(Issue::code)
                .containsExactly(IssueCode.TOO_MANY_STEPS);
    }

    @Test
    @Clause("{nodes, edges} is read as steps")
    void aDrawingIsTranslated() {
        var graph = Graph.read(json("""
                {nodes: [{id: 'a', type: 'delay', label: 'Wait', position: {x: 1, y: 2}, data: {delay_s: 1}},
                         {id: 'b', type: 'lua_script', config: {script: 'return {}'}}],
                 edges: [{id: 'e', source: 'a', target: 'b'}]}"""));

        assertThat(graph.find("a").orElseThrow().name()).isEqualTo("Wait");
        assertThat(graph.find("b").orElseThrow().common().dependsOn()).containsExactly("a");
    }

    @Test
    @Clause({"params | defaults of the input", "tenant_id, workflow_id | from older documents"})
    void olderDocumentsAreRead() {
        var graph = Graph.read(
                json(
                        "{tenant_id: 't', workflow_id: 'w', params: {page: '1'}, steps: [{id: 'a', type: 'delay', delay_s: 1}]}"));

        assertThat(graph.input(Json.object("{}"), Json.object("{sku: 'x'}"))).isEqualTo(json("{page: '1', sku: 'x'}"));
    }

    @Test
    void whatMayGoWrongIsOnlyAWarning() {
        var report = report("""
                {input_schema: {properties: {note: {}}}, steps: [
                  {id: 'get', type: 'mcp_call', server_url: 'c', tool_name: 'get', no_auto_start: true,
                   tool_args: {a: '{{input.note}}', b: '{{input.other}}', c: 'Bearer abcdefghijklmnopqrstuvwxyz'}},
                  {id: 'send', type: 'mcp_call', server_url: 'c', tool_name: 'send', depends_on: ['get'], tool_args: {text: '{{steps.get.result.text}}'}}]}""");

        assertThat(report.valid()).isTrue();
        assertThat(report.issues()).extracting(Issue::severity).containsOnly(Severity.WARNING);
        assertThat(report.issues())
                .extracting(Issue::code)
                .containsExactlyInAnyOrder(
                        IssueCode.INPUT_OPTIONAL,
                        IssueCode.INPUT_UNKNOWN,
                        IssueCode.SECRET_IN_LITERAL,
                        IssueCode.NEVER_STARTS,
                        IssueCode.NO_HUMAN_GATE);
        assertThat(report.issues().toString()).doesNotContain("abcdefghijklmnopqrstuvwxyz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "params: {k: ['KEY']}|params.k[0]",
                "example_trigger_payload: {k: 'KEY'}|example_trigger_payload.k",
                "input_schema: {properties: {k: {default: 'KEY'}}}|input_schema.properties.k.default"
            })
    void aCredentialIsSeenWhereverItWasLeftInAGraph(String field, String path) {
        var report = report("{%s, steps: [{id: 'a', type: 'delay', delay_s: 1}]}".formatted(field.replace("KEY", KEY)));

        assertThat(report.issues()).anySatisfy(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.SECRET_IN_LITERAL);
            assertThat(issue.path()).isEqualTo(path);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: 'llm_call', model: 'm', prompt: 'p', llm_params: {stop: ['KEY']}|steps[1].llm_params.stop[0]",
                "type: 'llm_call', model: 'm', prompt: 'p', output_schema: {description: 'KEY'}|steps[1].output_schema.description",
                "type: 'human_task', form_schema: {description: 'KEY'}|steps[1].form_schema.description",
                "type: 'guided', goal: 'g', expected_output: {description: 'KEY'}|steps[1].expected_output.description",
                "type: 'while', while_max_iterations: 1, while_condition: 'KEY', while_body_steps: [{id: 'x', type: 'delay', delay_s: 1}]|steps[1].while_condition"
            })
    void aCredentialIsSeenWhereverItWasLeftInAStep(String fields, String path) {
        assertThat(step(fields.replace("KEY", KEY)).issues()).anySatisfy(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.SECRET_IN_LITERAL);
            assertThat(issue.path()).isEqualTo(path);
        });
    }

    @Test
    void aPersonInBetweenIsTheGate() {
        var report = report("""
                {steps: [{id: 'get', type: 'mcp_call', server_url: 'c', tool_name: 'get'},
                         {id: 'look', type: 'human_task', depends_on: ['get']},
                         {id: 'send', type: 'mcp_call', server_url: 'c', tool_name: 'send', depends_on: ['look'], tool_args: {text: '{{steps.get.result.text}}'}}]}""");

        assertThat(report.issues()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: 'mcp_call', server_url: 'c', tool_name: 'get'",
                "type: 'signal', signal_name: 's'",
                "type: 'guided', goal: 'g'",
                "type: 'workflow_call', workflow_id: 'w'"
            })
    void whatOthersWroteWantsAPersonBeforeItActs(String entry) {
        var report = report("""
                {steps: [{id: 'in', %s},
                         {id: 'shape', type: 'lua_script', depends_on: ['in'], script: 'return steps["in"].result'},
                         {id: 'send', type: 'mcp_call', server_url: 'c', tool_name: 'send', depends_on: ['shape'],
                          tool_args: {text: '{{steps.shape.result.text}}'}}]}""".formatted(entry));

        assertThat(report.issues()).extracting(Issue::code).containsExactly(IssueCode.NO_HUMAN_GATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id: 'get', type: 'mcp_call', server_url: 'c', tool_name: 'get'}, {id: 'look', type: 'human_task'}",
                "{id: 'look', type: 'human_task'}, {id: 'get', type: 'mcp_call', server_url: 'c', tool_name: 'get', depends_on: ['look']}"
            })
    void aPersonOnAnotherPathIsNoGate(String before) {
        var report = report("""
                {steps: [%s, {id: 'send', type: 'mcp_call', server_url: 'c', tool_name: 'send', depends_on: ['get'],
                              tool_args: {text: '{{steps.get.result.text}}'}}]}""".formatted(before));

        assertThat(report.issues()).extracting(Issue::code).containsExactly(IssueCode.NO_HUMAN_GATE);
    }

    @Test
    @Timeout(10)
    void theWorstGraphsAreJudgedSoon() {
        ObjectNode everyoneWaitsForEveryone = Json.object("{}");
        ArrayNode steps = everyoneWaitsForEveryone.putArray("steps");
        for (int i = 0; i < 1_000; i++) {
            ObjectNode step = steps.addObject().put("id", "s" + i);
            ArrayNode dependsOn = step.putArray("depends_on");
            for (int before = Math.max(0, i - 130); before < i; before++) {
                dependsOn.add("s" + before);
            }
            if (i % 2 == 0) {
                step.put("type", "human_task");
            } else {
                step.put("type", "mcp_call").put("server_url", "c").put("tool_name", "send");
                step.putObject("tool_args").put("x", i < 2 ? "" : "{{steps.s" + (i - 2) + ".result}}");
            }
        }
        ObjectNode circles = everyoneWaitsForEveryone.deepCopy();
        ((ArrayNode) circles.path("steps").get(0).path("depends_on")).add("s999");

        assertThat(Validation.of(everyoneWaitsForEveryone, (_, _) -> new Binding(List.of(), true))
                        .issues())
                .isEmpty();
        assertThat(Validation.of(circles, (_, _) -> new Binding(List.of(), true))
                        .valid())
                .isFalse();
    }

    @Test
    @Clause("told issues | 300")
    void mistakesAreToldUpToALimitAndStayMistakes() {
        ObjectNode graph = Json.object("{steps: [{id: 'a', type: 'delay', delay_s: 1, condition: '{{input.x}} > 1'}]}");
        var args = "AKIAABCDEFGHIJKLMNOP";
        ArrayNode steps = (ArrayNode) graph.path("steps");
        for (int i = 0; i < 900; i++) {
            steps.insert(
                    0,
                    Json.object("{type: 'human_task'}")
                            .put("id", "t" + i)
                            .set("task_payload", Json.object("{}").put("k", args)));
        }

        var report = Validation.of(graph, (_, _) -> new Binding(List.of(), false));

        assertThat(report.issues()).hasSize(301);
        assertThat(report.valid()).isFalse();
    }
}
