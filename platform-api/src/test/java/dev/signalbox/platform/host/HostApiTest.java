package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class HostApiTest extends ApiTest {

    @Autowired
    private PostgresHost host;

    private TestTenant tenant;
    private TestRuns runs;
    private SlowServer server;

    @BeforeEach
    void open() throws IOException {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        server = new SlowServer();
        connector("plain", false);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Clause("server_url | connector://<name> names a connector")
    void theStoryRunsFromFetchToNote() {
        var workflow = runs.published("""
                {'input_schema': {'type': 'object', 'required': ['sku']},
                 'steps': [
                   {'id': 'fetch', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get',
                    'tool_args': {'url': '%s'}},
                   {'id': 'shape', 'type': 'lua_script', 'depends_on': ['fetch'],
                    'script': 'return { sku = input.sku, done = steps.fetch.result.body.done }'},
                   {'id': 'approve', 'type': 'human_task', 'name': 'Approve', 'depends_on': ['shape'], 'task_type': 'approval',
                    'task_payload': {'title': 'Send {{steps.shape.result.sku}}?'}},
                   {'id': 'note', 'type': 'lua_script', 'depends_on': ['approve'],
                    'condition': '{{steps.approve.result.approved}}', 'script': 'return { text = "sent " .. input.sku }'}]}""".formatted(server.url("now")).replace("\"sent \"", "\\\"sent \\\""));

        var run = runs.start(workflow, "{'trigger_payload': {'sku': 'A-17'}}");
        var waiting = runs.await(workflow, run, "awaiting_human");
        var task = waiting.path("blocked_on").get(0).path("task_id").stringValue();
        as(tenant.token())
                .post()
                .uri("/v1/workflows/%s/runs/%s/tasks/%s/complete".formatted(workflow, run, task))
                .header("Content-Type", "application/json")
                .bodyValue("{\"approved\": true}")
                .exchange()
                .expectStatus()
                .isOk();
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(summary.path("output").path("note").path("text").stringValue())
                .isEqualTo("sent A-17");
        assertThat(context(workflow, run, "shape").path("done").booleanValue()).isTrue();
    }

    @Test
    void aRunIsDrivenWhereItWasAcceptedWithoutBeingPickedUp() throws InterruptedException, SQLException {
        var workflow = runs.workflow(get("a", "slow"));

        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        assertThat(place(run)).isEqualTo("picked, version 1, epoch 0");
        server.open();
        runs.awaitEnd(workflow, run);
        assertThat(place(run)).isEqualTo("none");
    }

    @Test
    void aRunWhoseNodeDiedBeforeItStartedIsFoundByItsHeartbeat() throws SQLException {
        host.stop();
        var workflow = runs.workflow("{'id': 'a', 'type': 'lua_script', 'script': 'return {}'}");
        var run = runs.start(workflow);
        DeadNode.took(run);

        host.start();

        assertThat(runs.awaitEnd(workflow, run).path("status").stringValue()).isEqualTo("completed");
    }

    @Test
    @Clause({
        "instance_id | names one of this project's instances",
        "step_retrying | a step failed and will be tried again"
    })
    void aFailingStepIsRepeatedWithTheSameKeyUntilItWorks() throws InterruptedException {
        connector("honest", true);
        server.failFirst(503, 503);
        var workflow = runs.workflow(post("honest", "now").replace("'tool_args'", "'retry_count': 3, 'tool_args'"));

        var run = runs.start(workflow);
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(runs.types(workflow, run))
                .filteredOn("step_retrying"::equals)
                .hasSize(2);
        String key = server.next();
        assertThat(key).startsWith(tenant.id().toString()).contains(run);
        assertThat(server.next()).isEqualTo(key);
        assertThat(server.next()).isEqualTo(key);
    }

    @Test
    @Clause({
        "SCRIPT_FAILED | the script was wrong",
        "step_failed | a step failed for good",
        "run_failed | the run failed"
    })
    void aStepThatKeepsFailingFailsTheRunAndCancelsItsSiblings() throws InterruptedException {
        var workflow = runs.workflow("""
                {'id': 'bad', 'type': 'lua_script', 'script': 'error("no")'},
                {'id': 'after', 'type': 'delay', 'delay_s': 0, 'depends_on': ['bad']},""".replace("\"no\"", "\\\"no\\\"") + get("long", "slow"));

        var run = runs.start(workflow);
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("error").path("code").stringValue()).isEqualTo("SCRIPT_FAILED");
        assertThat(summary.path("error").path("step_id").stringValue()).isEqualTo("bad");
        assertThat(runs.types(workflow, run)).contains("step_failed", "run_failed");
    }

    @Test
    @Clause("UPSTREAM_ERROR | the system behind the tool")
    void aToolThatIsLateFailsItsStep() {
        var workflow = runs.workflow(get("late", "slow").replace("'tool_args'", "'timeout_s': 1, 'tool_args'"));

        var summary = runs.awaitEnd(workflow, runs.start(workflow));

        assertThat(summary.path("error").path("code").stringValue()).isEqualTo("UPSTREAM_ERROR");
    }

    @Test
    @Clause("PERMISSION_LOST | who started the run")
    void aTokenThatMayNotCallToolsCallsNoneInItsRuns() {
        var workflow = runs.workflow(get("fetch", "now"));
        var narrow = new TestRuns(as(tenant.token(Scope.WORKFLOW_RUN, Scope.WORKFLOW_READ)));

        var summary = runs.awaitEnd(workflow, narrow.start(workflow));

        assertThat(summary.path("error").path("code").stringValue()).isEqualTo("PERMISSION_LOST");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aCharacterThatCannotBeStoredIsReplaced() {
        var workflow = runs.workflow("{'id': 'nul', 'type': 'lua_script', 'script': 'return { a = string.char(0) }'}");

        var summary = runs.awaitEnd(workflow, runs.start(workflow));

        assertThat(summary.path("output").path("nul").path("a").stringValue()).isEqualTo("\uFFFD");
    }

    @Test
    void whoLostTheirRightLosesItInTheirRunsToo() throws InterruptedException {
        JsonNode pat = TestRuns.json(as(tenant.token())
                .post()
                .uri("/v1/pats")
                .header("Content-Type", "application/json")
                .bodyValue("""
                        {"display_name": "r", "scopes": ["workflow:read", "workflow:run", "mcp:execute"]}""")
                .exchange()
                .expectStatus()
                .isCreated());
        var workflow = runs.workflow(
                get("first", "slow") + "," + get("second", "now").replace("'type'", "'depends_on': ['first'], 'type'"));
        var run = new TestRuns(as(pat.path("token").stringValue())).start(workflow);
        assertThat(server.next()).isNotNull();

        TestRuns.json(as(tenant.token())
                .get()
                .uri("/v1/pats/" + pat.path("id").stringValue())
                .exchange()
                .expectStatus()
                .isOk());
        as(tenant.token())
                .delete()
                .uri("/v1/pats/" + pat.path("id").stringValue())
                .exchange()
                .expectStatus()
                .isNoContent();
        server.open();
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("error").path("code").stringValue()).isEqualTo("PERMISSION_LOST");
        assertThat(summary.path("error").path("step_id").stringValue()).isEqualTo("second");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aWriteIsNotRepeatedEitherWhenItsToolCanNoLongerBeAsked() throws Exception {
        var workflow = runs.workflow(post("plain", "slow").replace("'tool_args'", "'retry_count': 3, 'tool_args'"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();
        as(tenant.token())
                .delete()
                .uri("/v1/mcp/instances/" + instanceId("plain"))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();

        DeadNode.leaves(run);
        var summary = runs.awaitEnd(workflow, run);
        server.open();

        assertThat(summary.path("status").stringValue()).isEqualTo("failed");
        assertThat(runs.types(workflow, run)).doesNotContain("step_retrying");
        assertThat(server.requests()).isZero();
    }

    private void connector(String name, boolean honoursKey) {
        as(tenant.token())
                .post()
                .uri("/v1/mcp/instances")
                .header("Content-Type", "application/json")
                .bodyValue("""
                        {"connector_id": "http", "name": "%s", "settings": {"honours_idempotency_key": %s}}""".formatted(name, honoursKey))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private String get(String id, String path) {
        return """
                {'id': '%s', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get',
                 'tool_args': {'url': '%s'}}""".formatted(id, server.url(path));
    }

    private String post(String instance, String path) {
        return """
                {'id': 'send', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_post',
                 'tool_args': {'url': '%s', 'body': {'n': 1}}}""".formatted(instanceId(instance), server.url(path));
    }

    private String instanceId(String name) {
        for (JsonNode instance : runs.get("/v1/mcp/instances").path("items")) {
            if (instance.path("name").stringValue().equals(name)) {
                return instance.path("id").stringValue();
            }
        }
        throw new AssertionError("No instance " + name);
    }

    private JsonNode context(UUID workflow, String run, String step) {
        return runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                .path("steps")
                .path(step)
                .path("result");
    }

    private static String place(String run) throws SQLException {
        try (var connection = database().admin().open();
                var select = connection.prepareStatement("""
                        select case when picked then 'picked' else 'free' end || ', version ' || scheduled_tasks.version || ', epoch ' || epoch
                        from scheduled_tasks join run on task_instance = tenant_id || ':' || run_id
                        where run_id = ?::uuid
                        """)) {
            select.setString(1, run);
            var row = select.executeQuery();
            return row.next() ? row.getString(1) : "none";
        }
    }
}
