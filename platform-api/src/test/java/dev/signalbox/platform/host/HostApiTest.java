package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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
    @Clause("Steps that do not wait for one another run side by side.")
    void stepsThatDoNotDependOnEachOtherRunSideBySide() throws InterruptedException {
        var workflow = runs.workflow(get("a", "slow") + "," + get("b", "slow"));

        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();
        assertThat(server.next()).isNotNull();
        server.open();

        assertThat(runs.awaitEnd(workflow, run).path("steps").path("completed").intValue())
                .isEqualTo(2);
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
    void aRunThatCannotBeReadAnyMoreIsGivenUpInTheEnd() throws SQLException {
        var workflow = runs.workflow("{'id': 'wait', 'type': 'delay', 'delay_s': 3600}");
        var run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_timer");

        try (var connection = database().admin().open();
                var spoil = connection.createStatement()) {
            spoil.execute("update run set interpreter_version = 99 where run_id = '%s'".formatted(run));
            spoil.execute("""
                    update scheduled_tasks set consecutive_failures = 10, execution_time = clock_timestamp(), version = version + 1
                    where task_instance like '%%%s%%'""".formatted(run));
        }
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("error").path("code").stringValue()).isEqualTo("RUN_STALLED_OR_TIMED_OUT");
        assertThat(runs.types(workflow, run)).endsWith("run_failed");
        assertGapFree(workflow, run);
    }

    @Test
    void aLongRunLetsOthersGoFirstAndStillEnds() {
        var chain = IntStream.range(0, 70)
                .mapToObj(i -> "{'id': 's%d', 'type': 'lua_script', 'script': 'return {}', 'depends_on': [%s]}"
                        .formatted(i, i == 0 ? "" : "'s%d'".formatted(i - 1)))
                .collect(Collectors.joining(","));
        var workflow = runs.workflow(chain);

        var summary = runs.awaitEnd(workflow, runs.start(workflow));

        assertThat(summary.path("steps").path("completed").intValue()).isEqualTo(70);
    }

    @Test
    void aNodeThatLeavesHandsItsRunsOver() throws InterruptedException {
        var workflow = runs.workflow(get("fetch", "slow"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        host.stop();
        host.start();

        assertThat(server.next()).isNotNull();
        server.open();
        assertThat(runs.awaitEnd(workflow, run).path("status").stringValue()).isEqualTo("completed");
        assertGapFree(workflow, run);
    }

    @Test
    void aCharacterThatCannotBeStoredIsReplaced() {
        var workflow = runs.workflow("{'id': 'nul', 'type': 'lua_script', 'script': 'return { a = string.char(0) }'}");

        var summary = runs.awaitEnd(workflow, runs.start(workflow));

        assertThat(summary.path("output").path("nul").path("a").stringValue()).isEqualTo("\uFFFD");
    }

    @Test
    void aDatabaseThatDropsItsConnectionsLosesNoRun() throws SQLException {
        var workflow = runs.workflow("""
                {'id': 'a', 'type': 'delay', 'delay_s': 0.1},
                {'id': 'b', 'type': 'lua_script', 'depends_on': ['a'], 'script': 'return { n = 1 }'},
                {'id': 'c', 'type': 'delay', 'delay_s': 0.1, 'depends_on': ['b']}""");
        var started = IntStream.range(0, 20).mapToObj(_ -> runs.start(workflow)).toList();

        try (var connection = database().admin().open();
                var drop = connection.createStatement()) {
            drop.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and usename = 'signalbox_app'""");
        }

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(started).allSatisfy(run -> assertThat(
                                runs.summary(workflow, run).path("status").stringValue())
                        .isEqualTo("completed")));
        assertThat(started).allSatisfy(run -> {
            assertThat(runs.types(workflow, run)).containsOnlyOnce("run_started", "run_completed");
            assertGapFree(workflow, run);
        });
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

    /** The node that drives a run is thought dead while it waits for an answer; whoever takes over does what a restart does. */
    @Nested
    class GivenUp {

        @Test
        void aReadIsRepeatedAndWrittenOnce() throws Exception {
            var workflow = runs.workflow(get("fetch", "slow"));
            var run = runs.start(workflow);
            assertThat(server.next()).isNotNull();

            DeadNode.leaves(run);
            assertThat(server.next()).isNotNull();
            server.open();
            var summary = runs.awaitEnd(workflow, run);

            assertThat(summary.path("status").stringValue()).isEqualTo("completed");
            assertThat(runs.types(workflow, run)).containsOnlyOnce("step_started", "step_completed", "run_completed");
            assertGapFree(workflow, run);
        }

        @Test
        @Clause("It is repeated by itself only when its node died")
        void aWriteWithAKeyIsRepeatedWithThatKey() throws Exception {
            connector("honest", true);
            var workflow = runs.workflow(post("honest", "slow"));
            var run = runs.start(workflow);
            String key = server.next();

            DeadNode.leaves(run);

            assertThat(server.next()).isEqualTo(key);
            server.open();
            assertThat(runs.awaitEnd(workflow, run).path("status").stringValue())
                    .isEqualTo("completed");
        }

        @Test
        void aWriteThatPromisesNothingIsNotRepeated() throws Exception {
            var workflow = runs.workflow(post("plain", "slow"));
            var run = runs.start(workflow);
            assertThat(server.next()).isNotNull();

            DeadNode.leaves(run);
            var summary = runs.awaitEnd(workflow, run);
            server.open();

            assertThat(summary.path("status").stringValue()).isEqualTo("failed");
            assertThat(summary.path("error").path("message").stringValue()).contains("may have taken effect");
            assertThat(server.requests()).isZero();
            assertGapFree(workflow, run);
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
    }

    @Nested
    class Steering {

        @Test
        @Clause("pause | begins nothing new")
        void aPausedRunFinishesWhatItBeganAndBeginsNothing() throws InterruptedException {
            var workflow = runs.workflow(get("first", "slow") + ","
                    + get("second", "now").replace("'type'", "'depends_on': ['first'], 'type'"));
            var run = runs.start(workflow);
            assertThat(server.next()).isNotNull();

            steer(workflow, run, "pause", "");
            server.open();
            runs.awaitSummary(
                    workflow,
                    run,
                    summary -> summary.path("steps").path("completed").intValue() == 1);
            assertThat(runs.summary(workflow, run).path("orchestration_phase").stringValue())
                    .isEqualTo("paused");
            assertThat(server.requests()).isZero();
            steer(workflow, run, "resume", "");

            assertThat(runs.awaitEnd(workflow, run).path("status").stringValue())
                    .isEqualTo("completed");
            assertThat(runs.types(workflow, run)).containsOnlyOnce("run_started");
        }

        @Test
        @Clause("run_stopped | the run was stopped")
        void anImmediateStopEndsTheRunAtOnce() throws InterruptedException {
            var workflow = runs.workflow(get("first", "slow"));
            var run = runs.start(workflow);
            assertThat(server.next()).isNotNull();

            JsonNode stopped = steer(workflow, run, "stop", "");

            assertThat(stopped.path("status").stringValue()).isEqualTo("stopped");
            assertThat(runs.types(workflow, run)).endsWith("step_cancelled", "run_stopped");
            server.open();
            assertGapFree(workflow, run);
        }

        @Test
        @Clause("stop | ends the run")
        void aGracefulStopWaitsForWhatIsOnItsWay() throws InterruptedException {
            var workflow = runs.workflow(get("first", "slow") + ","
                    + get("second", "now").replace("'type'", "'depends_on': ['first'], 'type'"));
            var run = runs.start(workflow);
            assertThat(server.next()).isNotNull();

            JsonNode draining = steer(workflow, run, "stop", ", 'mode': 'graceful'");
            server.open();
            var summary = runs.awaitEnd(workflow, run);

            assertThat(draining.path("status").stringValue()).isEqualTo("draining");
            assertThat(summary.path("status").stringValue()).isEqualTo("stopped");
            assertThat(summary.path("steps").path("completed").intValue()).isEqualTo(1);
            assertThat(server.requests()).isZero();
        }

        @Test
        @Clause("DRAIN_TIMEOUT | what was under way did not end in time")
        void aDrainThatTakesTooLongFails() throws InterruptedException {
            var workflow = runs.workflow(get("first", "slow"));
            var run = runs.start(workflow);
            assertThat(server.next()).isNotNull();

            steer(workflow, run, "stop", ", 'mode': 'graceful', 'drain_timeout_s': 1");

            assertThat(runs.awaitEnd(workflow, run).path("error").path("code").stringValue())
                    .isEqualTo("DRAIN_TIMEOUT");
        }

        private JsonNode steer(UUID workflow, String run, String command, String more) {
            return TestRuns.json(runs.command(
                            workflow, "{'command': '%s', 'params': {'run_id': '%s'%s}}".formatted(command, run, more))
                    .expectStatus()
                    .isOk());
        }
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

    private void assertGapFree(UUID workflow, String run) {
        var events = runs.events(workflow, run);
        assertThat(events)
                .extracting(event -> event.path("seq").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
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
