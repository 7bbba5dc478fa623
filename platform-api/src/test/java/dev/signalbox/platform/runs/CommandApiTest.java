package dev.signalbox.platform.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class CommandApiTest extends ApiTest {

    private static final String STEPS = """
            {'id': 'ask', 'type': 'human_task', 'task_type': 'approval', 'task_payload': {'title': 'Go?'}}""";

    private TestTenant tenant;
    private TestRuns runs;
    private UUID workflow;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        workflow = runs.workflow(STEPS);
    }

    @Nested
    class Start {

        @Test
        @Clause("run_id | your own id")
        void theSameRunIdStartsOneRun() throws Exception {
            String start = "{'command': 'start', 'params': {'run_id': '%s', 'trigger_payload': {'n': 1}}}"
                    .formatted(UUID.randomUUID());
            Callable<Integer> send = () -> status(runs.command(workflow, start));

            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = clients.invokeAll(
                        IntStream.range(0, 10).mapToObj(_ -> send).toList());

                assertThat(answers.stream().map(answer -> answer.resultNow()))
                        .containsOnly(202, 200)
                        .containsOnlyOnce(202);
            }
            assertThat(runs.get("/v1/runs").path("items")).hasSize(1);
        }

        @Test
        void theSameNumberWrittenOtherwiseIsTheSameRequest() {
            var run = UUID.randomUUID();
            String start = "{'command': 'start', 'params': {'run_id': '%s', 'n': %s}}";
            runs.command(workflow, start.formatted(run, "1e2")).expectStatus().isAccepted();

            runs.command(workflow, start.formatted(run, "100.0")).expectStatus().isOk();
        }

        @Test
        void theSameRunIdForSomethingElseIsAConflict() {
            var run = UUID.randomUUID();
            runs.start(workflow, "{'run_id': '%s'}".formatted(run));

            runs.command(
                            workflow,
                            "{'command': 'start', 'params': {'run_id': '%s', 'external_id': 'x'}}".formatted(run))
                    .expectStatus()
                    .isEqualTo(409);
            runs.command(runs.workflow(STEPS), "{'command': 'start', 'params': {'run_id': '%s'}}".formatted(run))
                    .expectStatus()
                    .isEqualTo(409);
        }

        @Test
        @Clause({"trigger_payload | the input", "any other | lies below the input"})
        void unknownParamsLieBelowTheInput() {
            var run = runs.start(workflow, "{'trigger_payload': {'a': 1}, 'a': 2, 'b': 3}");

            assertThat(runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                            .path("input"))
                    .isEqualTo(TestRuns.object("{'a': 1, 'b': 3}"));
        }

        @Test
        @Clause("excluded_step_ids | steps that are passed over")
        void anExcludedStepIsLeftOut() {
            var run = runs.start(workflow, "{'excluded_step_ids': ['ask']}");

            assertThat(runs.awaitEnd(workflow, run)
                            .path("steps")
                            .path("skipped")
                            .intValue())
                    .isEqualTo(1);
        }

        @Test
        @Clause({"version | a published version", "start | starts a run and answers"})
        void anOlderVersionCanBeNamed() {
            var started = TestRuns.json(runs.command(workflow, "{'command': 'start', 'params': {'version': 1}}")
                    .expectStatus()
                    .isAccepted());

            assertThat(started.path("version").intValue()).isEqualTo(1);
            assertThat(started.path("status").stringValue()).isEqualTo("queued");
            assertThat(started.hasNonNull("started_at")).isTrue();
        }

        @Test
        @Clause("start | starts a run and answers")
        void itsAnswerIsTheSameForARepetition() {
            String start = "{'command': 'start', 'params': {'run_id': '%s'}}".formatted(UUID.randomUUID());

            var first =
                    TestRuns.json(runs.command(workflow, start).expectStatus().isAccepted());
            var again =
                    TestRuns.json(runs.command(workflow, start).expectStatus().isOk());

            for (var answer : List.of(first, again)) {
                assertThat(answer.propertyNames())
                        .containsExactlyInAnyOrder("run_id", "workflow_id", "version", "status", "started_at");
                assertThat(answer.path("workflow_id").stringValue()).isEqualTo(workflow.toString());
            }
        }

        @Test
        @Clause("version | a published version")
        void withoutAVersionTheLatestPublishedOneRuns() {
            runs.publish(workflow, "{'steps': [%s]}".formatted(STEPS.replace("Go?", "Still?")));

            assertThat(version("{'command': 'start'}")).isEqualTo(2);
            assertThat(version("{'command': 'start', 'params': {'version': 1}}"))
                    .isEqualTo(1);
        }

        private int version(String start) {
            return TestRuns.json(runs.command(workflow, start).expectStatus().isAccepted())
                    .path("version")
                    .intValue();
        }

        @Test
        void aRunOnItsWayStaysWithItsVersion() {
            String steps = "%s, {'id': '%s', 'type': 'lua_script', 'depends_on': ['ask'], 'script': 'return {}'}";
            var changing = runs.workflow(steps.formatted(STEPS, "before"));
            var run = runs.start(changing);
            var task = runs.await(changing, run, "awaiting_human")
                    .path("blocked_on")
                    .get(0)
                    .path("task_id")
                    .stringValue();
            runs.publish(changing, "{'steps': [%s]}".formatted(steps.formatted(STEPS, "after")));

            runs.answer(changing, run, task);

            assertThat(runs.awaitEnd(changing, run).path("version").intValue()).isEqualTo(1);
            assertThat(runs.get("/v1/workflows/%s/runs/%s/context".formatted(changing, run))
                            .path("steps")
                            .propertyNames())
                    .containsExactlyInAnyOrder("ask", "before");
        }

        @Test
        @Clause("trigger_steps | the steps with")
        void aStepThatDoesNotStartByItselfStartsWhenItIsNamed() {
            var held = runs.workflow("""
                    {'id': 'auto', 'type': 'lua_script', 'script': 'return {}'},
                    {'id': 'held', 'type': 'lua_script', 'script': 'return {}', 'no_auto_start': true}""");

            var named = runs.awaitEnd(held, runs.start(held, "{'trigger_steps': ['held']}"));
            var notNamed = runs.awaitEnd(held, runs.start(held));

            assertThat(named.path("steps").path("completed").intValue()).isEqualTo(2);
            assertThat(notNamed.path("steps").path("skipped").intValue()).isEqualTo(1);
        }

        @Test
        void unknownParamsLieAboveTheParamsOfTheGraph() {
            var graph = runs.published("{'params': {'a': 1, 'b': 1, 'c': 1}, 'steps': [%s]}".formatted(STEPS));

            var run = runs.start(graph, "{'trigger_payload': {'a': 3}, 'a': 2, 'b': 2}");

            assertThat(runs.get("/v1/workflows/%s/runs/%s/context".formatted(graph, run))
                            .path("input"))
                    .isEqualTo(TestRuns.object("{'a': 3, 'b': 2, 'c': 1}"));
        }

        @Test
        void aDraftCannotBeStarted() {
            runs.command(runs.draft("{'steps': [%s]}".formatted(STEPS)), "{'command': 'start'}")
                    .expectStatus()
                    .isEqualTo(409);
        }

        @Test
        @Clause("input_schema | a JSON Schema 2020-12")
        void anInputThatDoesNotFitIsRefusedAndNothingStarts() {
            var strict = runs.published("""
                    {'input_schema': {'type': 'object', 'required': ['sku'], 'properties': {'sku': {'type': 'string'}}},
                     'steps': [%s]}""".formatted(STEPS));

            var problem = TestRuns.json(runs.command(strict, "{'command': 'start', 'params': {'sku': 7}}")
                    .expectStatus()
                    .isBadRequest());

            assertThat(problem.path("errors").get(0).path("field").stringValue())
                    .isEqualTo("params.trigger_payload/sku");
            assertThat(runs.get("/v1/runs").path("items")).isEmpty();
        }
    }

    @Nested
    class BadInput {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{'command': 'dance'}",
                    "{'command': 'start', 'params': 7}",
                    "{'command': 'start', 'parameters': {}}",
                    "{'command': 'start', 'params': {'trigger_payload': [1]}}",
                    "{'command': 'start', 'params': {'run_id': 'mine'}}",
                    "{'command': 'start', 'params': {'version': 'latest'}}",
                    "{'command': 'start', 'params': {'version': 99}}",
                    "{'command': 'start', 'params': {'trigger_steps': 'ask'}}",
                    "{'command': 'start', 'params': {'trigger_steps': ['nope']}}",
                    "{'command': 'start', 'params': {'external_id': 7}}",
                    "{'command': 'start', 'params': {'trigger_payload': {'a': '\\u0000'}}}",
                    "{'command': 'pause'}",
                    "{'command': 'stop', 'params': {'run_id': null}}",
                    "not json"
                })
        @Clause("POST /v1/workflows/{id}/command takes {command, params}.")
        void isExplainedAndNothingStarts(String body) {
            var problem =
                    TestRuns.json(runs.command(workflow, body).expectStatus().isBadRequest());

            assertThat(problem.path("code").stringValue()).isEqualTo("INVALID_ARGUMENT");
            assertThat(runs.get("/v1/runs").path("items")).isEmpty();
        }

        @Test
        void anUnknownModeOfStoppingIsRefused() {
            var run = runs.start(workflow);

            runs.command(workflow, "{'command': 'stop', 'params': {'run_id': '%s', 'mode': 'gently'}}".formatted(run))
                    .expectStatus()
                    .isBadRequest();
        }
    }

    @Nested
    class AfterTheEnd {

        @ParameterizedTest
        @ValueSource(strings = {"pause", "resume"})
        void nothingCanBeSteered(String command) {
            var run = runs.start(workflow);
            steer("stop", run).expectStatus().isOk();

            steer(command, run).expectStatus().isEqualTo(409);
        }

        @Test
        void aStopIsRepeatable() {
            var run = runs.start(workflow);
            steer("stop", run).expectStatus().isOk();

            steer("stop", run).expectStatus().isOk();
            assertThat(runs.types(workflow, run)).containsOnlyOnce("run_stopped");
        }

        @Test
        void theTaskOfAStoppedRunIsCancelled() {
            var run = runs.start(workflow);
            runs.await(workflow, run, "awaiting_human");

            steer("stop", run).expectStatus().isOk();

            assertThat(runs.get("/v1/tasks/pending").path("items")).isEmpty();
        }
    }

    @Nested
    class Strangers {

        @Test
        void seeExactlyWhatTheyWouldSeeOfARunThatNeverWas() {
            var run = runs.start(workflow);
            var stranger = as(tenants.aTenant().token());
            var never = UUID.randomUUID();

            for (String read : new String[] {"summary", "events", "context", "timeline"}) {
                assertThat(notFound(stranger, "/v1/workflows/%s/runs/%s/%s", workflow, run, read))
                        .isEqualTo(notFound(stranger, "/v1/workflows/%s/runs/%s/%s", workflow, never, read)
                                .replace(never.toString(), run));
            }
        }

        @Test
        void startNothing() {
            as(tenants.aTenant().token())
                    .post()
                    .uri("/v1/workflows/{id}/command", workflow)
                    .header("Content-Type", "application/json")
                    .bodyValue("{\"command\": \"start\"}")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void withoutTheScopeStartNothing() {
            new TestRuns(as(tenant.token(Scope.WORKFLOW_READ)))
                    .command(workflow, "{'command': 'start'}")
                    .expectStatus()
                    .isForbidden();
        }

        /** Without the request's own id, which is always another. */
        private String notFound(WebTestClient client, String path, Object... values) {
            byte[] body = client.get()
                    .uri(path.formatted(values))
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .returnResult()
                    .getResponseBody();
            return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8)
                    .replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    private WebTestClient.ResponseSpec steer(String command, String run) {
        return runs.command(workflow, "{'command': '%s', 'params': {'run_id': '%s'}}".formatted(command, run));
    }

    private static int status(WebTestClient.ResponseSpec answer) {
        return answer.expectBody().returnResult().getStatus().value();
    }
}
