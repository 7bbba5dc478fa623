package dev.signalbox.platform.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** A value that a step inside of a loop has captured is corrected, while the run waits for a person behind the loop. */
class RepairLoopApiTest extends ApiTest {

    private TestTenant tenant;
    private TestRuns runs;
    private CountingServer server;
    private UUID workflow;
    private String run;

    @BeforeEach
    void waitBehindTheLoop() throws IOException {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        server = new CountingServer();
        workflow = runs.workflow("""
                {'id': 'each', 'type': 'for_each', 'for_each_items': [5, 6], 'for_each_body_steps': [
                   {'id': 'price', 'type': 'lua_script', 'script': 'return { amount = item }'},
                   {'id': 'charge', 'type': 'mcp_call', 'depends_on': ['price'], 'instance_id': '%s', 'tool_name': 'http_post',
                    'tool_args': {'url': '%s{{index}}', 'body': {'n': '{{body.price.amount}}'}}}]},
                {'id': 'ask', 'type': 'human_task', 'depends_on': ['each'],
                 'task_payload': {'first': '{{steps.each.result.results.0}}'}}""".formatted(runs.connector("keyed", true), server.url("ok/charge")));
        run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_human");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void itsTurnGoesOnAndTheOthersStay() {
        String first = task().path("task_id").stringValue();

        var repaired = TestRuns.json(
                repair("each#0#price", "{'amount': 50}").expectStatus().isOk());
        JsonNode asked = runs.awaitSummary(workflow, run, summary -> !summary.at("/blocked_on/0/task_id")
                .asString(first)
                .equals(first));

        assertThat(repaired.at("/repair/run_again").valueStream().map(step -> step.path("step_id")
                        .stringValue()))
                .containsExactly("each#0#charge", "ask");
        assertThat(server.keys("charge0")).hasSize(2).doesNotHaveDuplicates();
        assertThat(server.keys("charge0").getLast()).contains(":" + run + ":2:each#0#charge:");
        assertThat(server.count("charge1")).isEqualTo(1);
        assertThat(context().at("/steps/each#0#charge/input/body/n").intValue()).isEqualTo(50);
        assertThat(context().at("/steps/each/result/results").size()).isEqualTo(2);
        runs.answer(workflow, run, asked.at("/blocked_on/0/task_id").stringValue());
        assertThat(runs.awaitEnd(workflow, run).path("status").stringValue()).isEqualTo("completed");
    }

    @Test
    void whatFollowsCanBeGiven() {
        String more = ", 'results': {'each#1#charge': {'body': {'by': 'hand'}}}";

        repair("each#1#price", "{'amount': 60}" + more).expectStatus().isOk();
        runs.awaitSummary(workflow, run, _ -> context().at("/steps/each/result").isObject());

        assertThat(server.count("charge1")).isEqualTo(1);
        assertThat(context()
                        .at("/steps/each/result/results/1/result/charge/body/by")
                        .stringValue())
                .isEqualTo("hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"each#0", "each#0#nothing", "nothing#0#price"})
    void whatIsNoStepIsRefused(String step) {
        List<String> before = runs.types(workflow, run);

        repair(step, "{'amount': 1}").expectStatus().isBadRequest();

        assertThat(runs.types(workflow, run)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"each#7#price", "each##price", "each#0#price#0#x"})
    void whatNeverWasHasNothingToRepair(String step) {
        repair(step, "{'amount': 1}").expectStatus().isEqualTo(409);
    }

    @Test
    void whoMayNotAnswerTasksCannotSayWhatAPersonInALoopAnswered() {
        var asking = runs.workflow("""
                {'id': 'each', 'type': 'for_each', 'for_each_items': [1], 'for_each_body_steps': [{'id': 'look', 'type': 'human_task'}]},
                {'id': 'end', 'type': 'human_task', 'depends_on': ['each']}""");
        var other = runs.start(asking);
        runs.answer(
                asking,
                other,
                runs.await(asking, other, "awaiting_human")
                        .at("/blocked_on/0/task_id")
                        .stringValue());
        runs.awaitSummary(asking, other, summary -> summary.at("/blocked_on/0/step_id")
                .asString("")
                .equals("end"));
        var agent = new TestRuns(as(tenant.token(Scope.WORKFLOW_READ, Scope.WORKFLOW_RUN)));

        agent.command(
                        asking,
                        "{'command': 'repair', 'params': {'run_id': '%s', 'step_id': 'each#0#look', 'result': {'approved': false}, 'reason': 'No'}}"
                                .formatted(other))
                .expectStatus()
                .isForbidden();
    }

    private ResponseSpec repair(String step, String result) {
        return runs.command(
                workflow,
                "{'command': 'repair', 'params': {'run_id': '%s', 'step_id': '%s', 'reason': 'Mistyped', 'result': %s}}"
                        .formatted(run, step, result));
    }

    private JsonNode task() {
        return runs.get("/v1/tasks/pending").at("/items/0");
    }

    private JsonNode context() {
        return runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run));
    }
}
