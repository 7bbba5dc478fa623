package dev.signalbox.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.contract.OtherSystem.Answer;
import dev.signalbox.platform.runs.TestRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sentences of the manual about what a client sees of a run. */
class DocumentedRunsApiTest extends ApiTest {

    private final OtherSystem other = new OtherSystem();
    private String token;
    private TestRuns runs;

    @BeforeEach
    void open() {
        token = tenants.aTenant().token();
        runs = new TestRuns(as(token));
        as(token)
                .post()
                .uri("/v1/mcp/instances")
                .header("Content-Type", "application/json")
                .bodyValue("{\"connector_id\": \"http\", \"name\": \"plain\", \"settings\": {}}")
                .exchange()
                .expectStatus()
                .isCreated();
        other.on("/item", _ -> Answer.ok("{'sku': 'A-17'}"));
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void aDrawingRunsAsItsStepsWould() {
        var workflow = runs.published("""
                {'tenant_id': '8c5b9ec6-5a70-4d2f-9d3a-4a1f2b1f6b1e', 'workflow_id': '8c5b9ec6-5a70-4d2f-9d3a-4a1f2b1f6b1e',
                 'nodes': [{'id': 'a', 'type': 'lua_script', 'data': {'script': 'return {n = 1}'}},
                           {'id': 'b', 'type': 'lua_script', 'config': {'script': 'return {n = steps.a.result.n + 1}'}}],
                 'edges': [{'source': 'a', 'target': 'b'}]}""");

        var summary = runs.awaitEnd(workflow, runs.start(workflow));

        assertThat(summary.path("output")).isEqualTo(TestRuns.object("{'b': {'n': 2}}"));
        assertThat(summary.path("workflow_id").stringValue()).isEqualTo(workflow.toString());
    }

    @Test
    @Clause({
        "run_id, workflow_id, version | what runs",
        "status, orchestration_phase | how it stands",
        "session_id | the same for a run and its retries",
        "run_complete | whether nothing will happen any more",
        "steps | how many, by total",
        "started_at, ended_at, duration_ms | when",
        "credits | what it has cost so far",
        "output | the results of the steps that nothing comes after"
    })
    void theSummaryOfACompletedRun() {
        var workflow = runs.workflow("""
                {'id': 'a', 'type': 'delay', 'delay_s': 0}, {'id': 'b', 'type': 'lua_script', 'depends_on': ['a'], 'script': 'return {x = 1}'},
                {'id': 'c', 'type': 'delay', 'delay_s': 0, 'condition': false}""");

        var run = runs.start(workflow);
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("run_id").stringValue()).isEqualTo(run);
        assertThat(summary.path("workflow_id").stringValue()).isEqualTo(workflow.toString());
        assertThat(summary.path("version").intValue()).isEqualTo(1);
        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(summary.path("orchestration_phase").stringValue()).isEqualTo("completed");
        assertThat(UUID.fromString(summary.path("session_id").stringValue())).isNotNull();
        assertThat(summary.path("run_complete").booleanValue()).isTrue();
        assertThat(summary.path("blocked_on")).isEmpty();
        assertThat(summary.path("steps"))
                .isEqualTo(TestRuns.object(
                        "{'total': 3, 'completed': 2, 'failed': 0, 'skipped': 1, 'running': 0, 'pending': 0}"));
        var started = Instant.parse(summary.path("started_at").stringValue());
        var ended = Instant.parse(summary.path("ended_at").stringValue());
        assertThat(summary.path("duration_ms").longValue())
                .isCloseTo(Duration.between(started, ended).toMillis(), Offset.offset(1L));
        assertThat(summary.path("credits").longValue()).isZero();
        assertThat(summary.path("output").path("b")).isEqualTo(TestRuns.object("{'x': 1}"));
    }

    @Test
    @Clause({
        "error | of a failed run",
        "TEMPLATE_FAILED | a template refers to nothing",
        "The context is {input, steps: {<id>: {input, result}}}."
    })
    void theSummaryOfAFailedRunSaysWhatAndWhere() {
        var workflow = runs.workflow("""
                {'id': 'a', 'type': 'lua_script', 'script': 'return {}'},
                {'id': 'b', 'type': 'delay', 'delay_s': '{{steps.a.result.nope}}', 'depends_on': ['a']}""");

        var run = runs.start(workflow, "{'trigger_payload': {'k': 'v'}}");
        var error = runs.awaitEnd(workflow, run).path("error");
        var context = runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run));

        assertThat(error.path("code").stringValue()).isEqualTo("TEMPLATE_FAILED");
        assertThat(error.path("step_id").stringValue()).isEqualTo("b");
        assertThat(error.path("message").stringValue()).contains("steps.a.result has no nope");
        assertThat(context.path("input")).isEqualTo(TestRuns.object("{'k': 'v'}"));
        assertThat(context.path("steps").path("a").path("input").isObject()).isTrue();
        assertThat(context.path("steps").path("a").path("result").isObject()).isTrue();
    }

    @Test
    @Clause({
        "run_started | the run began",
        "state_changed | its status changed",
        "step_started | an attempt of a step began",
        "step_completed | a step came through, or was skipped",
        "timer_set | a delay began",
        "timer_fired | a delay ended",
        "run_completed | the run came to its end"
    })
    void theEventsOfARunTellItsStory() {
        var workflow = runs.workflow("""
                {'id': 'a', 'type': 'delay', 'delay_s': 0}, {'id': 'b', 'type': 'delay', 'delay_s': 0, 'condition': false, 'depends_on': ['a']}""");

        var run = runs.start(workflow);
        runs.awaitEnd(workflow, run);

        var events = runs.events(workflow, run);
        assertThat(events)
                .extracting(event -> event.path("type").stringValue())
                .containsSubsequence(
                        "state_changed",
                        "run_started",
                        "step_started",
                        "timer_set",
                        "timer_fired",
                        "step_completed",
                        "step_completed",
                        "run_completed");
        assertThat(events.stream()
                        .filter(event -> event.path("type").stringValue().equals("state_changed")))
                .allMatch(event -> event.path("data").has("to"));
        assertThat(events.stream()
                        .filter(event -> event.path("step_id").asString("").equals("b"))
                        .map(event -> event.path("data")))
                .singleElement()
                .satisfies(data -> {
                    assertThat(data.path("skipped").booleanValue()).isTrue();
                    assertThat(data.path("reason").stringValue()).isEqualTo("condition_false");
                });
    }

    @Test
    @Clause({"null is nil.", "external_id | your own name for the run"})
    void aScriptReadsTheRunAndFindsNilForNull() {
        var workflow = runs.workflow("""
                {'id': 'a', 'type': 'lua_script', 'script': 'return {same = input.nothing == nil, name = run.external_id}'},
                {'id': 'b', 'type': 'lua_script', 'condition': '{{run.external_id}}', 'depends_on': ['a'], 'script': 'return {n = steps.a.result.name}'}""");

        var summary = runs.awaitEnd(
                workflow, runs.start(workflow, "{'trigger_payload': {'nothing': null}, 'external_id': 'order-7'}"));

        assertThat(summary.path("output").path("b").path("n").stringValue()).isEqualTo("order-7");
    }

    @Test
    @Clause({
        "Absent arguments get the default of the tool's JSON Schema.",
        "A text that a template rendered becomes the number or truth value the schema asks for",
        "The result is the structured content that the tool answered."
    })
    void argumentsAreFilledAndCoerced() {
        other.on("/gone", _ -> new Answer(404, "{}"));
        var workflow = runs.workflow(call(
                "'tool_name': 'http_request', 'tool_args': {'url': '%s/gone', 'expected_status': ['4{{input.rest}}']}"
                        .formatted(other.url())));

        var run = runs.start(workflow, "{'trigger_payload': {'rest': '04'}}");
        var result = runs.awaitEnd(workflow, run).path("output").path("call");

        assertThat(result.path("status").intValue()).isEqualTo(404);
        assertThat(result.path("body").isObject()).isTrue();
        assertThat(other.asked("/gone")).extracting(OtherSystem.Request::method).containsExactly("GET");
    }

    @Test
    @Clause({
        "What then does not fit fails the step with MCP_TOOL_FAILED before the tool is called.",
        "MCP_TOOL_FAILED | the tool refused the call or failed"
    })
    void argumentsThatDoNotFitFailTheStepBeforeTheCall() {
        var workflow = runs.workflow(
                call("'tool_name': 'http_get', 'tool_args': {'url': '%s/item', 'expected_status': ['{{input.x}}']}"
                        .formatted(other.url())));

        JsonNode summary = runs.awaitEnd(workflow, runs.start(workflow, "{'trigger_payload': {'x': 'soon'}}"));

        assertThat(summary.path("error").path("code").stringValue()).isEqualTo("MCP_TOOL_FAILED");
        assertThat(other.asked("/item")).isEmpty();
    }

    @Test
    @Clause("Context edits stay, except those of steps that run again.")
    void whatAPersonChangedIsChangedInTheRetryToo() {
        var workflow = runs.workflow("""
                {'id': 'ask', 'type': 'human_task'},
                {'id': 'fail', 'type': 'lua_script', 'depends_on': ['ask'], 'script': 'return 7'}""");
        var run = runs.start(workflow, "{'trigger_payload': {'sku': 'A-17'}}");
        var task = runs.await(workflow, run, "awaiting_human").at("/blocked_on/0/task_id");
        as(token)
                .post()
                .uri("/v1/workflows/{w}/runs/{r}/tasks/{t}/complete", workflow, run, task.stringValue())
                .header("Content-Type", "application/json")
                .bodyValue("{\"approved\": true, \"context_edits\": {\"input\": {\"sku\": \"B-1\"}}}")
                .exchange()
                .expectStatus()
                .isOk();
        runs.awaitEnd(workflow, run);

        var again =
                TestRuns.json(runs.command(workflow, "{'command': 'retry', 'params': {'run_id': '%s'}}".formatted(run))
                        .expectStatus()
                        .isAccepted());

        assertThat(runs.get("/v1/workflows/%s/runs/%s/context"
                                .formatted(workflow, again.path("run_id").stringValue()))
                        .at("/input/sku")
                        .stringValue())
                .isEqualTo("B-1");
    }

    @Test
    @Clause("A tool that answers a text alone gives {text}.")
    void aTextAloneIsCalledText() {
        as(token)
                .post()
                .uri("/v1/mcp/instances")
                .header("Content-Type", "application/json")
                .bodyValue("{\"connector_id\": \"workshop\", \"name\": \"shop\", \"settings\": {\"label\": \"a\"}}")
                .exchange()
                .expectStatus()
                .isCreated();
        var workflow = runs.workflow(
                call("'tool_name': 'blob', 'tool_args': {'size': 3}").replace("http", "workshop"));

        assertThat(runs.awaitEnd(workflow, runs.start(workflow)).at("/output/call"))
                .isEqualTo(TestRuns.object("{'text': 'xxx'}"));
    }

    @Test
    @Clause("pending and starting are names to be expected")
    void aRunIsQueuedAndThenRunning() {
        var workflow = runs.workflow("{'id': 'ask', 'type': 'human_task'}");

        var started = TestRuns.json(
                runs.command(workflow, "{'command': 'start'}").expectStatus().isAccepted());
        var waiting = runs.await(workflow, started.path("run_id").stringValue(), "awaiting_human");

        assertThat(started.path("status").stringValue()).isEqualTo("queued");
        assertThat(waiting.path("status").stringValue()).isEqualTo("running");
        assertThat(runs.types(workflow, started.path("run_id").stringValue()))
                .startsWith("state_changed", "run_started", "step_started");
    }

    @Test
    @Clause("run_rejected | the run was refused after its start")
    void whatCannotBeStartedLeavesNoRun() {
        var workflow = runs.published("""
                {'input_schema': {'required': ['sku']}, 'steps': [{'id': 'a', 'type': 'delay', 'delay_s': 0}]}""");

        runs.command(workflow, "{'command': 'start'}").expectStatus().isBadRequest();

        assertThat(runs.get("/v1/runs").path("items")).isEmpty();
        assertThat(runs.get("/v1/workflows/%s/runs".formatted(workflow)).path("items"))
                .isEmpty();
    }

    private static String call(String fields) {
        return "{'id': 'call', 'type': 'mcp_call', 'server_url': 'connector://http', %s}".formatted(fields);
    }
}
