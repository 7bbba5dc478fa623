package dev.signalbox.platform.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class SignalApiTest extends ApiTest {

    private static final String PAID = "{'id': 'paid', 'type': 'signal', 'name': 'Paid', 'signal_name': 'payment'}";
    private static final String ALSO = "{'id': 'also', 'type': 'signal', 'signal_name': 'payment'}";
    private static final String LATE = """
            {'id': 'ask', 'type': 'human_task'},
            {'id': 'paid', 'type': 'signal', 'signal_name': 'payment', 'depends_on': ['ask']},
            {'id': 'again', 'type': 'signal', 'signal_name': 'payment', 'depends_on': ['paid']}""";

    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
    }

    @Test
    @Clause({
        "Waits for a message from another system, which sends it to the run.",
        "The result is the payload as it was sent.",
        "signal_received | a step took a signal",
        "POST /v1/workflows/{id}/runs/{run}/signals/{name} sends one"
    })
    void aSignalEndsTheStepAndItsPayloadIsTheResult() {
        var waiting = waiting(PAID);

        var sent = sent(waiting, "{'amount': 7}");
        var summary = runs.awaitEnd(waiting.workflow(), waiting.run());

        assertThat(sent.path("status").stringValue()).isEqualTo("delivered");
        assertThat(sent.path("step_id").stringValue()).isEqualTo("paid");
        assertThat(summary.path("output")).isEqualTo(TestRuns.object("{'paid': {'amount': 7}}"));
        assertThat(runs.types(waiting.workflow(), waiting.run()))
                .containsSubsequence("step_started", "signal_received", "step_completed", "run_completed");
        var told = runs.events(waiting.workflow(), waiting.run()).stream()
                .filter(event -> event.path("type").stringValue().equals("signal_received"))
                .findFirst()
                .orElseThrow();
        assertThat(told.path("data").path("signal_name").stringValue()).isEqualTo("payment");
        assertThat(told.path("data").path("signal_id")).isEqualTo(sent.path("signal_id"));
        assertThat(told.path("data").path("by").stringValue())
                .isEqualTo(tenant.owner().toString());
    }

    @Test
    @Clause("awaiting_external | waits for a signal")
    void theSummarySaysWhichSignalIsMissing() {
        var waiting = waiting(PAID);

        var summary = runs.summary(waiting.workflow(), waiting.run());

        var blocker = summary.path("blocked_on").get(0);
        assertThat(blocker.path("kind").stringValue()).isEqualTo("signal");
        assertThat(blocker.path("signal_name").stringValue()).isEqualTo("payment");
        assertThat(summary.path("next_actions").get(0).path("action").stringValue())
                .isEqualTo("send_signal");
        assertThat(summary.path("next_actions").get(0).path("reason").stringValue())
                .isEqualTo("Paid waits for the signal payment.");
    }

    @Test
    @Clause({
        "A signal that comes before its step waits is kept, and is delivered when the step opens.",
        "Signals of one name are delivered in the order in which they came.",
        "GET /v1/workflows/{id}/runs/{run}/signals lists them"
    })
    void earlySignalsWaitForTheirStepsInTheirOrder() {
        var run = asking(LATE);
        sent(run, "1");
        sent(run, "2");
        sent(run, "3");
        assertThat(statuses(run)).containsExactly("pending", "pending", "pending");

        answerTask(run);
        var summary = runs.awaitEnd(run.workflow(), run.run());
        var context = runs.get(run.path() + "/context").path("steps");

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(context.path("paid").path("result").intValue()).isEqualTo(1);
        assertThat(context.path("again").path("result").intValue()).isEqualTo(2);
        assertThat(statuses(run)).containsExactly("delivered", "delivered", "pending");
        assertThat(runs.types(run.workflow(), run.run()))
                .filteredOn("signal_received"::equals)
                .hasSize(2);
    }

    @Test
    @Clause("Each is taken by one step: of several that wait, by the first one by id.")
    void oneSignalIsTakenByOneStep() {
        var waiting = waiting(PAID + "," + ALSO);

        var first = sent(waiting, "1");
        var second = sent(waiting, "2");
        runs.awaitEnd(waiting.workflow(), waiting.run());

        assertThat(first.path("step_id").stringValue()).isEqualTo("also");
        assertThat(second.path("step_id").stringValue()).isEqualTo("paid");
    }

    @Test
    @Clause("With an Idempotency-Key a signal that is sent again counts once.")
    void ofAHundredEqualSignalsAtOnceOneCounts() throws Exception {
        var waiting = waiting(PAID + "," + ALSO);
        var client = as(tenant.token());
        Callable<Integer> send = () -> post(client, waiting, "payment", "key-1", "{'n': 1}")
                .expectBody()
                .returnResult()
                .getStatus()
                .value();

        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = senders.invokeAll(
                    IntStream.range(0, 100).mapToObj(_ -> send).toList());

            assertThat(answers.stream().map(future -> future.resultNow()))
                    .containsOnly(202, 409)
                    .contains(202);
        }

        assertThat(statuses(waiting)).containsExactly("delivered");
        assertThat(runs.types(waiting.workflow(), waiting.run())).containsOnlyOnce("signal_received");
        assertThat(runs.summary(waiting.workflow(), waiting.run()).path("blocked_on"))
                .hasSize(1);
    }

    @Test
    void aSignalWhoseFirstAnswerWasLostCountsOnce() throws Exception {
        var waiting = waiting(PAID + "," + ALSO);
        var client = as(tenant.token());
        var first = TestRuns.json(
                post(client, waiting, "payment", "key-1", "1").expectStatus().isAccepted());
        try (var connection = database().admin().open();
                var statement = connection.createStatement()) {
            statement.execute("delete from idempotency_key where key = 'key-1'");
        }

        var again = TestRuns.json(
                post(client, waiting, "payment", "key-1", "1").expectStatus().isAccepted());

        assertThat(again).isEqualTo(first);
        assertThat(statuses(waiting)).containsExactly("delivered");
    }

    @Test
    @Clause({
        "timeout_s | how long it waits for the signal",
        "A signal that comes as the time runs out either ends the step or does not"
    })
    void aSignalAndTheTimeOutHaveOneOutcomeTogether() {
        var workflow = runs.workflow(PAID.replace("'name'", "'timeout_s': 2, 'name'"));
        for (int i = -2; i <= 2; i++) {
            var run = new Waiting(workflow, runs.start(workflow));
            runs.awaitSummary(
                    workflow,
                    run.run(),
                    now -> now.path("steps").path("pending").intValue() == 0);
            var sending = due(run).plusMillis(i * 40L);

            await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(sending));
            int status = send(run, "1").expectBody().returnResult().getStatus().value();
            var summary = runs.awaitEnd(workflow, run.run());

            boolean taken = runs.types(workflow, run.run()).contains("signal_received");
            assertThat(summary.path("status").stringValue()).isEqualTo(taken ? "completed" : "failed");
            assertThat(statuses(run).contains("delivered")).isEqualTo(taken);
            assertThat(runs.types(workflow, run.run()).contains("step_failed")).isEqualTo(!taken);
            assertThat(status).isIn(202, 409);
        }
    }

    @Test
    @Clause("A paused run takes signals too")
    void aPausedRunTakesSignalsAndGoesOnWithThemWhenItResumes() {
        var waiting = waiting(PAID + ", {'id': 'note', 'type': 'delay', 'delay_s': 0, 'depends_on': ['paid']}");
        steer(waiting, "pause");

        var sent = sent(waiting, "1");

        assertThat(sent.path("status").stringValue()).isEqualTo("delivered");
        assertThat(runs.summary(waiting.workflow(), waiting.run())
                        .path("steps")
                        .path("completed")
                        .intValue())
                .isEqualTo(1);
        steer(waiting, "resume");
        assertThat(runs.awaitEnd(waiting.workflow(), waiting.run())
                        .path("status")
                        .stringValue())
                .isEqualTo("completed");
    }

    @Test
    void theListGoesPageByPage() {
        var run = asking(LATE);
        for (int i = 0; i < 5; i++) {
            sent(run, "" + i);
        }

        JsonNode first = runs.get(run.path() + "/signals?limit=3");
        JsonNode second = runs.get(run.path() + "/signals?limit=3&cursor="
                + first.path("next_cursor").stringValue());

        assertThat(first.path("items")).hasSize(3);
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.hasNonNull("next_cursor")).isFalse();
        assertThat(first.path("items").get(0).has("payload")).isFalse();
    }

    @Nested
    class Refused {

        @Test
        @Clause("A name that no step of the workflow waits for is a 404 with known_signals")
        void aNameThatNoStepWaitsFor() {
            var waiting = waiting(PAID);

            JsonNode problem = TestRuns.json(post(as(tenant.token()), waiting, "paymint", null, "1")
                    .expectStatus()
                    .isNotFound());

            assertThat(problem.path("known_signals").get(0).stringValue()).isEqualTo("payment");
            assertThat(problem.path("detail").stringValue()).contains("It knows payment.");
        }

        @Test
        @Clause("A run that has ended answers 409; what is still pending then is never delivered.")
        void aRunThatHasEnded() {
            var run = asking(LATE);
            sent(run, "1");
            steer(run, "stop");

            send(run, "2").expectStatus().isEqualTo(409);

            assertThat(statuses(run)).containsExactly("pending");
        }

        @Test
        @Clause("pending signals of one name in a run | 100")
        void moreThanAHundredOfAName() {
            var run = asking(LATE);
            for (int i = 0; i < SignalService.MOST_PENDING; i++) {
                sent(run, "" + i);
            }

            JsonNode problem = TestRuns.json(send(run, "1").expectStatus().isEqualTo(429));

            assertThat(problem.path("code").stringValue()).isEqualTo("RATE_LIMITED");
            assertThat(problem.path("retryable").booleanValue()).isTrue();
        }

        @Test
        @Clause("the payload of a signal | 1 MiB")
        void whatCannotBeKept() {
            var waiting = waiting(PAID);

            send(waiting, "{'a': '\\u0000'}").expectStatus().isBadRequest();
            send(waiting, "'" + "x".repeat(1 << 20) + "'").expectStatus().isEqualTo(413);
            assertThat(statuses(waiting)).isEmpty();
        }

        @Test
        void aTokenWithoutTheScope() {
            var waiting = waiting(PAID);
            var reader = as(tenant.token(Scope.WORKFLOW_READ));

            post(reader, waiting, "payment", null, "1").expectStatus().isForbidden();
            as(tenant.token(Scope.WORKFLOW_RUN))
                    .get()
                    .uri(waiting.path() + "/signals")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void anotherTenant() {
            var waiting = waiting(PAID);
            var stranger = as(tenants.aTenant().token());

            post(stranger, waiting, "payment", null, "1").expectStatus().isNotFound();
            stranger.get()
                    .uri(waiting.path() + "/signals")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            assertThat(statuses(waiting)).isEmpty();
        }
    }

    private Waiting waiting(String steps) {
        var workflow = runs.workflow(steps);
        var run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_external");
        return new Waiting(workflow, run);
    }

    private Instant due(Waiting run) {
        return runs.events(run.workflow(), run.run()).stream()
                .filter(event -> event.path("type").stringValue().equals("step_started"))
                .map(event -> Instant.parse(event.path("data").path("due_at").stringValue()))
                .findFirst()
                .orElseThrow();
    }

    private Waiting asking(String steps) {
        var workflow = runs.workflow(steps);
        var run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_human");
        return new Waiting(workflow, run);
    }

    private void answerTask(Waiting run) {
        var task = runs.summary(run.workflow(), run.run())
                .path("blocked_on")
                .get(0)
                .path("task_id");
        as(tenant.token())
                .post()
                .uri(run.path() + "/tasks/" + task.stringValue() + "/complete")
                .header("Content-Type", "application/json")
                .bodyValue("{\"approved\": true}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void steer(Waiting run, String command) {
        runs.command(run.workflow(), "{'command': '%s', 'params': {'run_id': '%s'}}".formatted(command, run.run()))
                .expectStatus()
                .isOk();
    }

    private List<String> statuses(Waiting run) {
        JsonNode items = runs.get(run.path() + "/signals?limit=200").path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(signal -> signal.path("status").stringValue())
                .toList();
    }

    private JsonNode sent(Waiting run, String payload) {
        return TestRuns.json(send(run, payload).expectStatus().isAccepted());
    }

    private WebTestClient.ResponseSpec send(Waiting run, String payload) {
        return post(as(tenant.token()), run, "payment", null, payload);
    }

    private static WebTestClient.ResponseSpec post(
            WebTestClient client, Waiting run, String name, String key, String payload) {
        return client.post()
                .uri(run.path() + "/signals/" + name)
                .headers(headers -> {
                    headers.set("Content-Type", "application/json");
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .bodyValue(payload.replace('\'', '"'))
                .exchange();
    }

    private record Waiting(UUID workflow, String run) {

        String path() {
            return "/v1/workflows/%s/runs/%s".formatted(workflow, run);
        }
    }
}
