package dev.signalbox.platform.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How many runs a run may start, with all that those start. */
class RunTreeApiTest extends ApiTest {

    private static final String NOTE = "{'id': 'note', 'type': 'lua_script', 'script': 'return { ok = true }'}";

    private TestRuns runs;

    @BeforeEach
    void open() {
        runs = new TestRuns(as(tenants.aTenant().token()));
    }

    @Test
    void runsOfAllDepthsAreCountedAtTheFirst() throws SQLException {
        var inner = runs.workflow(NOTE);
        var middle = runs.workflow(each(5, inner));
        var outer = runs.workflow(each(4, middle));

        var run = runs.start(outer);

        assertThat(runs.awaitEnd(outer, run).path("status").stringValue()).isEqualTo("completed");
        assertThat(started(run)).isEqualTo(4 + 4 * 5);
    }

    @Test
    @Clause("runs that a run starts by workflow_call, with those that they start | 10,000")
    void whatIsBeyondIsRefusedWithASentence() throws SQLException {
        var child = runs.workflow(NOTE);
        var parent = runs.workflow("{'id': 'ask', 'type': 'human_task'}, "
                + each(3, child).replace("'type': 'for_each'", "'type': 'for_each', 'depends_on': ['ask']"));
        var run = runs.start(parent);
        var task = runs.await(parent, run, "awaiting_human").at("/blocked_on/0/task_id");
        hasStarted(run, 9_999);

        runs.answer(parent, run, task.stringValue());
        JsonNode results = runs.awaitEnd(parent, run).at("/output/each/results");

        assertThat(results.valueStream().filter(turn -> turn.has("result"))).hasSize(1);
        assertThat(results.valueStream().filter(turn -> turn.has("error")).map(turn -> turn.path("error")))
                .hasSize(2)
                .allSatisfy(error -> {
                    assertThat(error.path("code").stringValue()).isEqualTo("LIMIT_EXCEEDED");
                    assertThat(error.path("message").stringValue())
                            .startsWith("Run " + run + " has started 10000 runs")
                            .contains("fewer items");
                });
        assertThat(started(run)).isEqualTo(10_000);
        assertThat(runs.get("/v1/workflows/%s/runs".formatted(child)).path("items"))
                .hasSize(1);
    }

    @Test
    void aRunDeepInTheTreeIsRefusedTooAndIsNotTriedAgain() throws SQLException {
        var inner = runs.workflow(NOTE);
        var middle = runs.workflow("{'id': 'ask', 'type': 'human_task'}, "
                + call(inner).replace("'type'", "'retry_count': 3, 'depends_on': ['ask'], 'type'"));
        var outer = runs.workflow(call(middle).replace("'type'", "'retry_count': 3, 'type'"));
        var run = runs.start(outer);
        String child = runs.await(outer, run, "awaiting_external")
                .at("/blocked_on/0/child_run_id")
                .stringValue();
        var task = runs.await(middle, child, "awaiting_human").at("/blocked_on/0/task_id");
        hasStarted(run, 10_000);

        runs.answer(middle, child, task.stringValue());

        assertThat(runs.awaitEnd(outer, run).at("/error/code").stringValue()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(runs.types(outer, run)).doesNotContain("step_retrying");
    }

    @Test
    void whatCouldNotBeStartedDoesNotCount() throws SQLException {
        var child = runs.published("{'input_schema': {'required': ['sku']}, 'steps': [%s]}".formatted(NOTE));
        var parent = runs.workflow(each(4, child));

        var run = runs.start(parent);
        runs.awaitEnd(parent, run);

        assertThat(started(run)).isZero();
    }

    private static String each(int times, UUID workflow) {
        String items = "0, ".repeat(times - 1) + "0";
        return "{'id': 'each', 'type': 'for_each', 'for_each_items': [%s], 'for_each_body_steps': [%s]}"
                .formatted(items, call(workflow));
    }

    private static String call(UUID workflow) {
        return "{'id': 'call', 'type': 'workflow_call', 'workflow_id': '%s'}".formatted(workflow);
    }

    private static int started(String run) throws SQLException {
        try (var connection = database().admin().open();
                var counted = connection
                        .createStatement()
                        .executeQuery("select started from run_tree where root_run_id = '%s'".formatted(run))) {
            assertThat(counted.next()).isTrue();
            return counted.getInt(1);
        }
    }

    private static void hasStarted(String run, int many) throws SQLException {
        try (var connection = database().admin().open();
                var write = connection.createStatement()) {
            write.execute("""
                    insert into run_tree (tenant_id, root_run_id, started) select tenant_id, run_id, %d from run where run_id = '%s'
                    on conflict (tenant_id, root_run_id) do update set started = excluded.started""".formatted(many, run));
        }
    }
}
