package dev.signalbox.platform.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class RepairApiTest extends ApiTest {

    private static final String ASK = "{'id': 'ask', 'type': 'human_task', 'task_payload': {'title': 'Go?'}}";

    private TestTenant tenant;
    private TestRuns runs;
    private CountingServer server;
    private String connector;

    @BeforeEach
    void open() throws IOException {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        server = new CountingServer();
        connector = runs.connector("keyed", true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Nested
    class OfAResult {

        private UUID workflow;
        private String run;

        @BeforeEach
        void waitForAPerson() {
            workflow = runs.workflow("{'id': 'price', 'type': 'lua_script', 'script': 'return { amount = 5 }'},"
                    + after("price", post("charge", "ok/charge", "{{steps.price.result.amount}}")) + ","
                    + post("note", "ok/note", "1") + "," + after("charge", ASK));
            run = runs.start(workflow);
            runs.await(workflow, run, "awaiting_human");
        }

        @Test
        @Clause({
            "repair | corrects a value that a live run has captured",
            "A run on its way can be corrected",
            "What was made with the old value runs again",
            "repair | of a repaired run",
            "run_again of the answer's repair",
            "run_id | the run, which goes on",
            "step_id, result | a step that has completed",
            "Calls are made again too"
        })
        void whatFollowsRunsAgainWithTheNewValueAndACallSeesANewKey() {
            var summary =
                    TestRuns.json(repaired("{'amount': 50}").expectStatus().isOk());

            runs.await(workflow, run, "awaiting_human");
            await().until(() -> server.count("charge") == 2);
            assertThat(summary.path("run_id").stringValue()).isEqualTo(run);
            assertThat(summary.path("repair")).isEqualTo(TestRuns.object("""
                {'step_id': 'price', 'reason': 'Mistyped', 'by': '%s', 'generation': 2, 'given_steps': [],
                 'run_again': [{'step_id': 'charge', 'because': 'upstream'}, {'step_id': 'ask', 'because': 'upstream'}]}\
                """.formatted(tenant.owner())));
            assertThat(server.keys("charge")).doesNotHaveDuplicates();
            assertThat(server.keys("charge").getLast()).contains(":" + run + ":2:charge:");
            assertThat(server.count("note")).isEqualTo(1);
            assertThat(context().at("/steps/charge/input/body/n").asInt()).isEqualTo(50);
        }

        @Test
        @Clause({
            "Nothing is rewritten",
            "run_repaired | a captured value was corrected",
            "An open task of a step that runs again is withdrawn"
        })
        void theOriginalsStayToBeSeen() throws SQLException {
            String first = task();
            var before = runs.events(workflow, run);

            repaired("{'amount': 50}").expectStatus().isOk();
            await().until(() -> !task().equals(first) && !task().isEmpty());

            var events = runs.events(workflow, run);
            assertThat(events.subList(0, before.size())).isEqualTo(before);
            assertThat(events.get(before.size()).path("data").path("before"))
                    .isEqualTo(TestRuns.object("{'amount': 5}"));
            assertThat(events.get(before.size()).path("data").path("after"))
                    .isEqualTo(TestRuns.object("{'amount': 50}"));
            assertThat(events.get(before.size() + 1).path("type").stringValue()).isEqualTo("step_cancelled");
            assertThat(events.get(before.size() + 1).path("data").path("reason").stringValue())
                    .isEqualTo("run_repaired");
            assertThat(status(first)).isEqualTo("cancelled");
            assertThat(replaced()).containsExactly("ask waiting 1", "charge completed 1", "price completed 1");
        }

        @Test
        void anAnswerToTheWithdrawnTaskIsAConflict() {
            String first = task();
            repaired("{'amount': 50}").expectStatus().isOk();

            complete(first).expectStatus().isEqualTo(409);
        }

        @Test
        @Clause("A value that is right already changes nothing")
        void sentTwiceItIsOneRepair() {
            repaired("{'amount': 50}").expectStatus().isOk();

            var again =
                    TestRuns.json(repaired("{'amount': 50.0}").expectStatus().isOk());

            assertThat(again.path("repair").path("generation").asInt()).isEqualTo(2);
            assertThat(runs.types(workflow, run)).containsOnlyOnce("run_repaired");
        }

        @Test
        @Clause("Repairs of a run follow one another")
        void twoAtOnceFollowOneAnother() throws Exception {
            List<Callable<ResponseSpec>> both =
                    List.of(() -> repaired("{'amount': 6}"), () -> repaired("{'amount': 7}"));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(both)) {
                    answer.get().expectStatus().isOk();
                }
            }
            await().until(
                            () -> runs.summary(workflow, run)
                                    .path("orchestration_phase")
                                    .stringValue(),
                            "awaiting_human"::equals);

            assertThat(runs.summary(workflow, run)
                            .path("repair")
                            .path("generation")
                            .asInt())
                    .isEqualTo(3);
            assertThat(context().at("/steps/charge/input/body/n"))
                    .isEqualTo(context().at("/steps/price/result/amount"));
            complete(task()).expectStatus().isOk();
            assertThat(runs.awaitEnd(workflow, run).path("status").stringValue())
                    .isEqualTo("completed");
        }

        @Test
        void ofAPausedRunTakesEffectWhenItGoesOn() {
            command("pause", "").expectStatus().isOk();

            repaired("{'amount': 50}").expectStatus().isOk();
            assertThat(server.count("charge")).isEqualTo(1);
            command("resume", "").expectStatus().isOk();

            await().until(() -> server.count("charge") == 2);
        }

        @Test
        @Clause("results | results of steps that would run again")
        void aStepWhoseResultIsGivenDoesNotRunAgain() {
            var summary = TestRuns.json(
                    repair("'step_id': 'price', 'result': {'amount': 50}, 'reason': 'Mistyped', 'results': {'charge':"
                                    + " {'ok': true}}")
                            .expectStatus()
                            .isOk());

            runs.await(workflow, run, "awaiting_human");
            assertThat(summary.path("repair").path("given_steps").get(0).stringValue())
                    .isEqualTo("charge");
            assertThat(server.count("charge")).isEqualTo(1);
            assertThat(context().at("/steps/charge/result/ok").booleanValue()).isTrue();
        }

        @Test
        @Clause("A run that has ended is not repaired")
        void ofAnEndedRunIsAConflictThatNamesRetry() {
            command("stop", "").expectStatus().isOk();

            var problem =
                    TestRuns.json(repaired("{'amount': 50}").expectStatus().isEqualTo(409));

            assertThat(problem.path("code").stringValue()).isEqualTo("CONFLICT");
            assertThat(problem.path("detail").stringValue()).contains("retry");
        }

        @Test
        void ofAStepThatHasNotCompletedIsAConflict() {
            var problem = TestRuns.json(repair("'step_id': 'ask', 'result': {'approved': true}, 'reason': 'No'")
                    .expectStatus()
                    .isEqualTo(409));

            assertThat(problem.path("detail").stringValue()).contains("has not completed");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'step_id': 'price', 'result': {}",
                    "'step_id': 'price', 'result': {}, 'reason': ' '",
                    "'step_id': 'price', 'reason': 'No'",
                    "'result': {}, 'reason': 'No'",
                    "'reason': 'No'",
                    "'step_id': 'price', 'result': {}, 'input': {}, 'reason': 'No'",
                    "'step_id': 'price', 'result': 7, 'reason': 'No'",
                    "'step_id': 'nope', 'result': {}, 'reason': 'No'",
                    "'input': [], 'reason': 'No'",
                    "'step_id': 'price', 'result': {}, 'reason': 'No', 'results': {'note': {}}",
                    "'step_id': 'price', 'result': {}, 'reason': 'No', 'results': {'nope': {}}",
                    "'step_id': 'price', 'result': {}, 'reason': 'No', 'unknown': 1"
                })
        @Clause("reason | why, for the readers")
        void whatIsNotUnderstoodIsRefusedAndChangesNothing(String params) {
            var before = runs.events(workflow, run);

            var problem = TestRuns.json(repair(params).expectStatus().isBadRequest());

            assertThat(problem.path("code").stringValue()).isEqualTo("INVALID_ARGUMENT");
            assertThat(runs.events(workflow, run)).isEqualTo(before);
        }

        @Test
        void strangersAreAnsweredAsIfTheRunHadNeverBeen() {
            var stranger = as(tenants.aTenant().token());
            String never = UUID.randomUUID().toString();

            assertThat(notFound(stranger, run))
                    .isEqualTo(notFound(stranger, never).replace(never, run));
            assertThat(runs.types(workflow, run)).doesNotContain("run_repaired");
        }

        @Test
        void withoutTheScopeItIsForbidden() {
            new TestRuns(as(tenant.token(Scope.WORKFLOW_READ)))
                    .command(workflow, body("repair", "'step_id': 'price', 'result': {}, 'reason': 'No'"))
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        @Clause("Who states the result of a human_task")
        void aTokenThatMayNotAnswerTasksCannotSayWhatAPersonAnswered() {
            var agent = new TestRuns(as(tenant.token(Scope.WORKFLOW_READ, Scope.WORKFLOW_RUN)));

            agent.command(
                            workflow,
                            body(
                                    "repair",
                                    "'step_id': 'price', 'result': {'amount': 6}, 'reason': 'No', 'results': {'ask':"
                                            + " {'approved': true}}"))
                    .expectStatus()
                    .isForbidden();

            assertThat(runs.types(workflow, run)).doesNotContain("run_repaired");
        }

        @Test
        void itIsAudited() {
            repaired("{'amount': 50}").expectStatus().isOk();

            await().untilAsserted(
                            () -> assertThat(runs.get("/v1/audit").toString()).contains("run.repair", "Mistyped"));
        }

        private ResponseSpec repaired(String result) {
            return repair("'step_id': 'price', 'result': %s, 'reason': 'Mistyped'".formatted(result));
        }

        private ResponseSpec repair(String params) {
            return command("repair", ", " + params);
        }

        private ResponseSpec command(String name, String params) {
            return runs.command(workflow, body(name, params.replaceFirst("^, ", "")));
        }

        private String body(String name, String params) {
            return "{'command': '%s', 'params': {'run_id': '%s'%s}}"
                    .formatted(name, run, params.isEmpty() ? "" : ", " + params);
        }

        private JsonNode context() {
            return runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run));
        }

        private String task() {
            return runs.get("/v1/tasks/pending")
                    .path("items")
                    .path(0)
                    .path("task_id")
                    .asString("");
        }

        private ResponseSpec complete(String task) {
            return as(tenant.token())
                    .post()
                    .uri("/v1/workflows/%s/runs/%s/tasks/%s/complete".formatted(workflow, run, task))
                    .header("Content-Type", "application/json")
                    .bodyValue("{\"approved\": true}")
                    .exchange();
        }

        private String status(String task) throws SQLException {
            try (var connection = database().admin().open();
                    var look = connection.prepareStatement("select status from human_task where task_id = ?::uuid")) {
                look.setString(1, task);
                try (var found = look.executeQuery()) {
                    assertThat(found.next()).isTrue();
                    return found.getString(1);
                }
            }
        }

        private List<String> replaced() throws SQLException {
            try (var connection = database().admin().open();
                    var look = connection.prepareStatement("""
                        select step_key || ' ' || status || ' ' || generation from run_step_replaced
                        where run_id = ?::uuid and replaced_in = 2 order by step_key\
                        """)) {
                look.setString(1, run);
                var found = look.executeQuery();
                var rows = new ArrayList<String>();
                while (found.next()) {
                    rows.add(found.getString(1));
                }
                return rows;
            }
        }

        private String notFound(WebTestClient client, String id) {
            return TestRuns.json(new TestRuns(client)
                            .command(
                                    workflow,
                                    "{'command': 'repair', 'params': {'run_id': '%s', 'input': {}, 'reason': 'No'}}"
                                            .formatted(id))
                            .expectStatus()
                            .isNotFound())
                    .toString()
                    .replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    @Nested
    class OfTheInput {

        @Test
        @Clause({"input | members of the input", "Of the input, steps run again"})
        void runsAgainWhatReadsTheChangedMember() {
            var workflow = runs.published("{'params': {'a': 1, 'b': 1}, 'steps': [%s, %s, %s]}"
                    .formatted(post("a", "ok/a", "{{input.a}}"), post("b", "ok/b", "{{input.b}}"), after("b", ASK)));
            var run = runs.start(workflow);
            runs.await(workflow, run, "awaiting_human");

            var summary = TestRuns.json(repair(workflow, run, "'input': {'a': 2, 'b': 1}")
                    .expectStatus()
                    .isOk());

            await().until(() -> server.count("a") == 2);
            assertThat(summary.at("/repair/run_again/0/because").stringValue()).isEqualTo("input");
            assertThat(server.count("b")).isEqualTo(1);
            assertThat(runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                            .path("input"))
                    .isEqualTo(TestRuns.object("{'a': 2, 'b': 1}"));
        }

        @Test
        void mustFitTheSchema() {
            var workflow = runs.published(
                    "{'input_schema': {'type': 'object', 'properties': {'a': {'type': 'integer'}}}, 'steps': [%s]}"
                            .formatted(ASK));
            var run = runs.start(workflow);
            runs.await(workflow, run, "awaiting_human");

            var problem = TestRuns.json(
                    repair(workflow, run, "'input': {'a': 'x'}").expectStatus().isBadRequest());

            assertThat(problem.path("errors").get(0).path("field").stringValue())
                    .isEqualTo("params.input/a");
        }
    }

    @Nested
    class WithCallsUnderWay {

        private UUID workflow;
        private String run;

        @BeforeEach
        void beginACall() {
            workflow = runs.workflow("{'id': 'price', 'type': 'lua_script', 'script': 'return { amount = 5 }'},"
                    + after("price", post("charge", "hold/charge", "{{steps.price.result.amount}}")) + ","
                    + post("beside", "hold/beside", "1"));
            run = runs.start(workflow);
            await().until(() -> server.count("charge") == 1 && server.count("beside") == 1);
        }

        @Test
        @Clause({
            "A call under way that would be made again is another matter",
            "Wait for its end, give its result in results"
        })
        void itIsRefusedUntilTheCallerSaysWhatToDo() {
            var problem = TestRuns.json(repair(workflow, run, "'step_id': 'price', 'result': {'amount': 6}")
                    .expectStatus()
                    .isEqualTo(409));

            assertThat(problem.path("code").stringValue()).isEqualTo("CONFLICT");
            assertThat(problem.path("unknown_steps").get(0).stringValue()).isEqualTo("charge");
            assertThat(problem.path("detail").stringValue()).contains("rerun_unknown", "results");
            assertThat(runs.types(workflow, run)).doesNotContain("run_repaired");
        }

        @Test
        @Clause({"rerun_unknown | true: cut off calls under way", "What is under way elsewhere in the run goes on"})
        void itIsCutOffAndMadeAgainWhenTheCallerSaysSoAndOthersGoOn() {
            repair(workflow, run, "'step_id': 'price', 'result': {'amount': 6}, 'rerun_unknown': true")
                    .expectStatus()
                    .isOk();
            await().until(() -> server.count("charge") == 2);
            server.release();

            var summary = runs.awaitEnd(workflow, run);

            assertThat(summary.path("status").stringValue()).isEqualTo("completed");
            assertThat(server.count("charge")).isEqualTo(2);
            assertThat(server.count("beside")).isEqualTo(1);
            assertThat(runs.events(workflow, run).stream()
                            .filter(event -> event.path("type").stringValue().equals("step_completed"))
                            .map(event -> event.path("step_id").stringValue()))
                    .containsExactlyInAnyOrder("price", "charge", "beside");
        }

        @Test
        void theAnswerOfACallThatWasCutOffIsNotTaken() {
            repair(workflow, run, "'step_id': 'price', 'result': {'amount': 6}, 'results': {'charge': {'given': true}}")
                    .expectStatus()
                    .isOk();
            server.release();

            var summary = runs.awaitEnd(workflow, run);

            assertThat(summary.at("/output/charge")).isEqualTo(TestRuns.object("{'given': true}"));
            assertThat(server.count("charge")).isEqualTo(1);
        }
    }

    @Test
    void aCallUnderWayThatOnlyReadsIsMadeAgainWithoutAsking() {
        var workflow = runs.workflow("""
            {'id': 'price', 'type': 'lua_script', 'script': 'return { amount = 5 }'},
            {'id': 'look', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_get', 'depends_on': ['price'],
             'tool_args': {'url': '%s?n={{steps.price.result.amount}}'}}\
            """.formatted(connector, server.url("hold/look")));
        var run = runs.start(workflow);
        await().until(() -> server.count("look") == 1);

        repair(workflow, run, "'step_id': 'price', 'result': {'amount': 6}")
                .expectStatus()
                .isOk();
        await().until(() -> server.count("look") == 2);
        server.release();

        assertThat(runs.awaitEnd(workflow, run).path("status").stringValue()).isEqualTo("completed");
    }

    @Test
    void repairsThatRaceTheDriverLeaveOneConsistentRun() throws Exception {
        var steps = new StringBuilder("{'id': 's0', 'type': 'lua_script', 'script': 'return { n = 0 }'}");
        for (int i = 1; i <= 8; i++) {
            steps.append(after(
                    "s" + (i - 1),
                    ",{'id': 's%d', 'type': 'lua_script', 'script': 'return { n = steps.s%d.result.n }'}"
                            .formatted(i, i - 1)));
        }
        var workflow = runs.workflow(steps + "," + after("s8", ASK));
        var run = runs.start(workflow);
        runs.awaitSummary(
                workflow, run, summary -> summary.at("/steps/completed").asInt() > 0);
        List<Callable<Integer>> repairs = new ArrayList<>();
        for (int n = 1; n <= 12; n++) {
            String params = "'step_id': 's0', 'result': {'n': %d}".formatted(n);
            repairs.add(() -> repair(workflow, run, params)
                    .returnResult(Void.class)
                    .getStatus()
                    .value());
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(repairs)) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }

        runs.await(workflow, run, "awaiting_human");
        JsonNode context = runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run));
        assertThat(context.at("/steps/s8/result")).isEqualTo(context.at("/steps/s0/result"));
        var events = runs.events(workflow, run);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("seq").asInt()).isEqualTo(i + 1);
        }
    }

    private ResponseSpec repair(UUID workflow, String run, String params) {
        return runs.command(
                workflow,
                "{'command': 'repair', 'params': {'run_id': '%s', 'reason': 'Mistyped', %s}}".formatted(run, params));
    }

    private String post(String id, String path, String n) {
        return """
            {'id': '%s', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_post',
             'tool_args': {'url': '%s', 'body': {'n': '%s'}}}\
            """.formatted(id, connector, server.url(path), n);
    }

    private static String after(String id, String step) {
        return step.replace("'type'", "'depends_on': ['%s'], 'type'".formatted(id));
    }
}
