package dev.signalbox.platform.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class RetryApiTest extends ApiTest {

    private TestTenant tenant;
    private TestRuns runs;
    private CountingServer server;
    private String connector;

    @BeforeEach
    void open() throws IOException {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        server = new CountingServer();
        connector = runs.connector("plain", false);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Clause({
        "retry | starts a new run",
        "The new run keeps input, session and external id",
        "retry_of, retry | of a retry",
        "retry of the answer tells which steps were reused",
        "run_id | the run that ended",
        "version | the same unless said",
        "What did not finish runs again"
    })
    void onAFixedVersionItReusesFinishedSteps() {
        var workflow = runs.workflow(post("charge", "ok/charge") + "," + after("charge", post("ship", "bad/ship")) + ","
                + after("ship", post("thank", "ok/thank")));
        var failed = runs.start(workflow);
        assertThat(runs.awaitEnd(workflow, failed).path("error").path("step_id").stringValue())
                .isEqualTo("ship");
        var before = runs.events(workflow, failed);

        runs.publish(
                workflow,
                "{'steps': [%s]}"
                        .formatted(post("charge", "ok/charge") + "," + after("charge", post("ship", "ok/ship2")) + ","
                                + after("ship", post("thank", "ok/thank"))));
        var accepted = TestRuns.json(retry(workflow, "'run_id': '%s', 'version': 2".formatted(failed))
                .expectStatus()
                .isAccepted());
        String child = accepted.path("run_id").stringValue();
        var summary = runs.awaitEnd(workflow, child);

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(server.count("charge")).isEqualTo(1);
        assertThat(server.count("ship")).isEqualTo(1);
        assertThat(server.count("ship2")).isEqualTo(1);
        assertThat(server.count("thank")).isEqualTo(1);
        assertThat(child).isNotEqualTo(failed);
        assertThat(summary.path("retry_of").stringValue()).isEqualTo(failed);
        assertThat(summary.path("session_id"))
                .isEqualTo(runs.summary(workflow, failed).path("session_id"));
        assertThat(summary.path("retry")).isEqualTo(TestRuns.object("""
                {'reused_steps': ['charge'], 'given_steps': [],
                 'run_again': [{'step_id': 'ship', 'because': 'unfinished'}, {'step_id': 'thank', 'because': 'unfinished'}]}"""));
        assertThat(reused(workflow, child)).containsExactly("charge");
        assertThat(runs.events(workflow, failed)).isEqualTo(before);
    }

    @Test
    void onTheSameVersionOnlyTheFailedStepIsRunAgain() {
        var workflow = runs.workflow(post("charge", "ok/charge") + ","
                + after("charge", "{'id': 'wrong', 'type': 'lua_script', 'script': 'return 7'}"));
        var failed = runs.start(workflow);
        runs.awaitEnd(workflow, failed);

        String child = accepted(workflow, "'run_id': '%s'".formatted(failed));
        var summary = runs.awaitEnd(workflow, child);

        assertThat(summary.path("error").path("step_id").stringValue()).isEqualTo("wrong");
        assertThat(server.count("charge")).isEqualTo(1);
    }

    @Test
    @Clause({
        "Fix the graph, publish it, and name the new version",
        "Name, retry_count, timeout_s and terminal make no difference."
    })
    void aFinishedStepThatTheNewVersionDescribesOtherwiseIsRunAgainAndSaid() {
        var workflow = runs.workflow(post("charge", "ok/charge") + "," + post("note", "ok/note") + ","
                + after("charge", post("ship", "bad/ship")));
        var failed = runs.start(workflow);
        runs.awaitEnd(workflow, failed);

        runs.publish(
                workflow,
                "{'steps': [%s]}"
                        .formatted(post("charge", "ok/charge2") + ","
                                + post("note", "ok/note")
                                        .replace("'type'", "'name': 'A note', 'retry_count': 2, 'type'")
                                + "," + after("charge", post("ship", "ok/ship"))));
        String child = accepted(workflow, "'run_id': '%s', 'version': 2".formatted(failed));
        var summary = runs.awaitEnd(workflow, child);

        assertThat(summary.path("retry").path("run_again").get(0))
                .isEqualTo(TestRuns.object("{'step_id': 'charge', 'because': 'changed'}"));
        assertThat(server.count("charge2")).isEqualTo(1);
        assertThat(server.count("note")).isEqualTo(1);
    }

    @Test
    @Clause("from_step | runs this step again")
    void fromAStepRunsThatStepAndWhatFollowsIt() {
        var workflow = runs.workflow(post("a", "ok/a") + "," + after("a", post("b", "ok/b")) + ","
                + after("b", post("c", "ok/c")) + "," + post("d", "ok/d"));
        var done = runs.start(workflow);
        runs.awaitEnd(workflow, done);

        runs.awaitEnd(workflow, accepted(workflow, "'run_id': '%s', 'from_step': 'b'".formatted(done)));

        assertThat(List.of(server.count("a"), server.count("b"), server.count("c"), server.count("d")))
                .containsExactly(1L, 2L, 2L, 1L);
    }

    @Test
    void skippedStepsStaySkippedAndTheirBranchIsNotTakenAnew() {
        var workflow = runs.workflow("""
                {'id': 'size', 'type': 'switch', 'switch_on': 'small', 'cases': {'large': ['crate'], 'small': ['bag']}},
                {'id': 'crate', 'type': 'lua_script', 'script': 'return {}'},
                {'id': 'bag', 'type': 'lua_script', 'script': 'return {}'},
                {'id': 'ship', 'type': 'lua_script', 'depends_on': ['crate', 'bag'], 'script': 'return 7'}""");
        var failed = runs.start(workflow);
        runs.awaitEnd(workflow, failed);

        String child = accepted(workflow, "'run_id': '%s'".formatted(failed));
        var summary = runs.awaitEnd(workflow, child);

        assertThat(reused(workflow, child)).containsExactlyInAnyOrder("size", "crate", "bag");
        assertThat(summary.path("error").path("step_id").stringValue()).isEqualTo("ship");
    }

    @Test
    void aStoppedRunGoesOnWhereItWas() {
        var workflow = runs.workflow(post("a", "ok/a") + ","
                + after("a", "{'id': 'ask', 'type': 'human_task', 'task_payload': {'title': 'Go?'}}"));
        var run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_human");
        command(workflow, "stop", "'run_id': '%s'".formatted(run))
                .expectStatus()
                .isOk();

        String child = accepted(workflow, "'run_id': '%s'".formatted(run));
        var waiting = runs.await(workflow, child, "awaiting_human");

        assertThat(waiting.path("blocked_on").get(0).path("step_id").stringValue())
                .isEqualTo("ask");
        assertThat(server.count("a")).isEqualTo(1);
    }

    @Test
    @Clause("new_run_id | your own id")
    void aRetrySentTwiceStartsOneRun() {
        var failed = aFailedRun();
        String body = "'run_id': '%s', 'new_run_id': '%s'".formatted(failed.run(), UUID.randomUUID());
        var first = TestRuns.json(retry(failed.workflow(), body).expectStatus().isAccepted());

        var second = TestRuns.json(retry(failed.workflow(), body).expectStatus().isOk());

        assertThat(second.path("run_id")).isEqualTo(first.path("run_id"));
        assertThat(runs.get("/v1/runs").path("items")).hasSize(2);
    }

    @Test
    void aNewRunIdThatIsTakenIsAConflict() {
        var failed = aFailedRun();

        retry(failed.workflow(), "'run_id': '%1$s', 'new_run_id': '%1$s'".formatted(failed.run()))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    @Clause("Who gives the result of a human_task must have the right to answer it.")
    void whoMayNotAnswerATaskCannotStateItsAnswer() {
        var workflow = runs.workflow("{'id': 'ask', 'type': 'human_task', 'task_payload': {'title': 'Go?'}}");
        var run = runs.start(workflow);
        command(workflow, "stop", "'run_id': '%s'".formatted(run))
                .expectStatus()
                .isOk();
        var runner = new TestRuns(as(tenant.token(Scope.WORKFLOW_READ, Scope.WORKFLOW_RUN)));

        runner.command(
                        workflow,
                        "{'command': 'retry', 'params': {'run_id': '%s', 'results': {'ask': {'approved': true}}}}"
                                .formatted(run))
                .expectStatus()
                .isForbidden();
    }

    @Test
    @Clause("There is one retry of a run at a time.")
    void whileARetryGoesOnThereIsNoSecondOne() {
        var workflow = runs.workflow("{'id': 'ask', 'type': 'human_task', 'task_payload': {'title': 'Go?'}}");
        var run = runs.start(workflow);
        command(workflow, "stop", "'run_id': '%s'".formatted(run))
                .expectStatus()
                .isOk();
        String child = accepted(workflow, "'run_id': '%s'".formatted(run));

        var problem = TestRuns.json(
                retry(workflow, "'run_id': '%s'".formatted(run)).expectStatus().isEqualTo(409));

        assertThat(problem.path("detail").stringValue()).contains(child);
    }

    @Nested
    class UnknownOutcome {

        private UUID workflow;
        private String run;

        @BeforeEach
        void cutOff() {
            workflow = runs.workflow(post("charge", "ok/charge") + "," + after("charge", post("ship", "hold/ship"))
                    + "," + after("ship", post("thank", "ok/thank")));
            run = runs.start(workflow);
            await().until(() -> server.count("ship") == 1);
        }

        @Test
        @Clause({
            "unknown_steps | calls that were cut off",
            "OUTCOME_UNKNOWN | a call was cut off",
            "A node can die, or a run be stopped",
            "Then the call may have taken effect or not."
        })
        void ofACallWhoseNodeDiedIsSaidAndNothingIsRepeated() throws SQLException {
            giveUp(run);
            var summary = runs.awaitEnd(workflow, run);

            assertThat(summary.path("error").path("code").stringValue()).isEqualTo("OUTCOME_UNKNOWN");
            assertThat(summary.path("unknown_steps").get(0).stringValue()).isEqualTo("ship");
            assertThat(summary.path("next_actions").toString()).contains("rerun_unknown", "results");
            assertThat(server.count("ship")).isEqualTo(1);
        }

        @Test
        @Clause("A retry does not repeat it either")
        void isNotRepeatedByARetryThatDoesNotSaySo() throws SQLException {
            giveUp(run);
            runs.awaitEnd(workflow, run);

            var problem = TestRuns.json(retry(workflow, "'run_id': '%s'".formatted(run))
                    .expectStatus()
                    .isEqualTo(409));

            assertThat(problem.path("unknown_steps").get(0).stringValue()).isEqualTo("ship");
            assertThat(problem.path("detail").stringValue()).contains("rerun_unknown", "results");
            assertThat(server.count("ship")).isEqualTo(1);
        }

        @Test
        @Clause("rerun_unknown | true: run steps again")
        void isRunAgainWhenTheCallerSaysSo() throws SQLException {
            giveUp(run);
            runs.awaitEnd(workflow, run);
            server.release();

            String child = accepted(workflow, "'run_id': '%s', 'rerun_unknown': true".formatted(run));

            assertThat(runs.awaitEnd(workflow, child).path("status").stringValue())
                    .isEqualTo("completed");
            assertThat(List.of(server.count("charge"), server.count("ship"), server.count("thank")))
                    .containsExactly(1L, 2L, 1L);
        }

        @Test
        @Clause({"results | {step", "Look into the other system, then give the result"})
        void canBeStatedInstead() throws SQLException {
            giveUp(run);
            runs.awaitEnd(workflow, run);

            String child = accepted(
                    workflow, "'run_id': '%s', 'results': {'ship': {'body': {'done': 'by phone'}}}".formatted(run));
            var summary = runs.awaitEnd(workflow, child);

            assertThat(summary.path("status").stringValue()).isEqualTo("completed");
            assertThat(List.of(server.count("charge"), server.count("ship"), server.count("thank")))
                    .containsExactly(1L, 1L, 1L);
            assertThat(summary.path("retry").path("given_steps").get(0).stringValue())
                    .isEqualTo("ship");
            assertThat(runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, child))
                            .at("/steps/ship/result/body/done")
                            .stringValue())
                    .isEqualTo("by phone");
        }

        @Test
        void ofACallThatAStopCutOffIsUnknownToo() {
            command(workflow, "stop", "'run_id': '%s'".formatted(run))
                    .expectStatus()
                    .isOk();

            retry(workflow, "'run_id': '%s'".formatted(run)).expectStatus().isEqualTo(409);

            assertThat(runs.summary(workflow, run).path("unknown_steps").get(0).stringValue())
                    .isEqualTo("ship");
        }
    }

    @Test
    void aCallThatOnlyReadsIsRunAgainWithoutAsking() {
        var workflow = runs.workflow("""
                {'id': 'look', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_get', 'tool_args': {'url': '%s'}}""".formatted(connector, server.url("hold/look")));
        var run = runs.start(workflow);
        await().until(() -> server.count("look") == 1);
        command(workflow, "stop", "'run_id': '%s'".formatted(run))
                .expectStatus()
                .isOk();
        server.release();

        String child = accepted(workflow, "'run_id': '%s'".formatted(run));

        assertThat(runs.awaitEnd(workflow, child).path("status").stringValue()).isEqualTo("completed");
    }

    @Nested
    class Refused {

        @Test
        void whileTheRunGoesOn() {
            var workflow = runs.workflow("{'id': 'ask', 'type': 'human_task', 'task_payload': {'title': 'Go?'}}");
            var run = runs.start(workflow);

            var problem = TestRuns.json(retry(workflow, "'run_id': '%s'".formatted(run))
                    .expectStatus()
                    .isEqualTo(409));

            assertThat(problem.path("detail").stringValue()).contains("has not ended");
        }

        @Test
        void whenNothingIsLeftToDo() {
            var workflow = runs.workflow(post("a", "ok/a"));
            var run = runs.start(workflow);
            runs.awaitEnd(workflow, run);

            retry(workflow, "'run_id': '%s'".formatted(run)).expectStatus().isEqualTo(409);
        }

        @Test
        void onAnOlderVersion() {
            var workflow = runs.workflow(post("a", "bad/a"));
            runs.publish(workflow, "{'steps': [%s]}".formatted(post("a", "bad/b")));
            var run = runs.start(workflow);
            runs.awaitEnd(workflow, run);

            retry(workflow, "'run_id': '%s', 'version': 1".formatted(run))
                    .expectStatus()
                    .isBadRequest();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "'run_id': 'mine'",
                    "'run_id': '%s', 'version': 99",
                    "'run_id': '%s', 'version': 'latest'",
                    "'run_id': '%s', 'from_step': 'nope'",
                    "'run_id': '%s', 'from_step': 7",
                    "'run_id': '%s', 'results': {'nope': {}}",
                    "'run_id': '%s', 'results': {'bad': 7}",
                    "'run_id': '%s', 'results': [1]",
                    "'run_id': '%s', 'results': {'bad': {}}, 'from_step': 'bad'",
                    "'run_id': '%s', 'rerun_unknown': 'yes'",
                    "'run_id': '%s', 'new_run_id': 7",
                    "'run_id': '%s', 'rerun': true"
                })
        void whenItIsNotUnderstood(String params) {
            var failed = aFailedRun();

            var problem = TestRuns.json(retry(failed.workflow(), params.formatted(failed.run()))
                    .expectStatus()
                    .isBadRequest());

            assertThat(problem.path("code").stringValue()).isEqualTo("INVALID_ARGUMENT");
            assertThat(runs.get("/v1/runs").path("items")).hasSize(1);
        }

        @Test
        void toStrangersAsIfTheRunHadNeverBeen() {
            var failed = aFailedRun();
            var stranger = as(tenants.aTenant().token());
            var never = UUID.randomUUID();

            assertThat(notFound(stranger, failed.workflow(), failed.run()))
                    .isEqualTo(notFound(stranger, failed.workflow(), never.toString())
                            .replace(never.toString(), failed.run()));
            assertThat(runs.get("/v1/runs").path("items")).hasSize(1);
        }

        @Test
        void withoutTheScope() {
            var failed = aFailedRun();

            new TestRuns(as(tenant.token(Scope.WORKFLOW_READ)))
                    .command(
                            failed.workflow(),
                            "{'command': 'retry', 'params': {'run_id': '%s'}}".formatted(failed.run()))
                    .expectStatus()
                    .isForbidden();
        }

        private String notFound(WebTestClient client, UUID workflow, String run) {
            return TestRuns.json(new TestRuns(client)
                            .command(workflow, "{'command': 'retry', 'params': {'run_id': '%s'}}".formatted(run))
                            .expectStatus()
                            .isNotFound())
                    .toString()
                    .replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    private record Failed(UUID workflow, String run) {}

    private Failed aFailedRun() {
        var workflow = runs.workflow("{'id': 'bad', 'type': 'lua_script', 'script': 'return 7'}");
        var run = runs.start(workflow);
        runs.awaitEnd(workflow, run);
        return new Failed(workflow, run);
    }

    private String accepted(UUID workflow, String params) {
        return TestRuns.json(retry(workflow, params).expectStatus().isAccepted())
                .path("run_id")
                .stringValue();
    }

    private WebTestClient.ResponseSpec retry(UUID workflow, String params) {
        return command(workflow, "retry", params);
    }

    private WebTestClient.ResponseSpec command(UUID workflow, String command, String params) {
        return runs.command(workflow, "{'command': '%s', 'params': {%s}}".formatted(command, params));
    }

    private List<String> reused(UUID workflow, String run) {
        return runs.events(workflow, run).stream()
                .filter(event -> event.path("data").path("reused").booleanValue(false))
                .map(event -> event.path("step_id").stringValue())
                .toList();
    }

    private String post(String id, String path) {
        return """
                {'id': '%s', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_post',
                 'tool_args': {'url': '%s', 'body': {'n': 1}}}""".formatted(id, connector, server.url(path));
    }

    private static String after(String id, String step) {
        return step.replace("'type'", "'depends_on': ['%s'], 'type'".formatted(id));
    }

    /** What the scheduler writes when a node misses its heartbeats. */
    private static void giveUp(String run) throws SQLException {
        try (var connection = database().admin().open();
                var revive = connection.prepareStatement("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, version = version + 1, execution_time = clock_timestamp()
                        where picked and task_instance like '%' || ? || '%'
                        """)) {
            revive.setString(1, run);
            assertThat(revive.executeUpdate()).isEqualTo(1);
        }
    }
}
