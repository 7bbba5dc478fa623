package dev.signalbox.platform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.runs.TestRuns;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class FeedApiTest extends ApiTest {

    private static final String SHORT = "{'id': 'a', 'type': 'delay', 'delay_s': 0},"
            + "{'id': 'b', 'type': 'delay', 'delay_s': 0.05, 'depends_on': ['a']}";

    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
    }

    @Test
    void aReaderWhoComesAndGoesGetsEveryEventOnce() throws Exception {
        var workflow = runs.workflow(SHORT);
        String cursor = Objects.requireNonNull(stream(null).blockFirst(Duration.ofSeconds(10)))
                .id();
        Callable<String> start = () -> runs.start(workflow);
        var started = new ArrayList<String>();

        try (var clients = Executors.newFixedThreadPool(8)) {
            for (var run : clients.invokeAll(
                    IntStream.range(0, 40).mapToObj(_ -> start).toList())) {
                started.add(run.get());
            }
        }
        List<ServerSentEvent<JsonNode>> read = new ArrayList<>();
        while (endsIn(read) < started.size()) {
            var part = Objects.requireNonNull(stream(cursor)
                    .skip(1)
                    .takeUntil(FeedApiTest::ends)
                    .collectList()
                    .block(Duration.ofSeconds(20)));
            read.addAll(part);
            cursor = part.getLast().id();
        }

        var expected = started.stream()
                .flatMap(run -> runs.events(workflow, run).stream()
                        .map(event -> run + "/" + event.path("seq").longValue()))
                .toList();
        assertThat(read.stream().map(FeedApiTest::key)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(read.stream()
                        .collect(Collectors.groupingBy(FeedApiTest::run))
                        .values())
                .allSatisfy(events -> assertThat(events)
                        .extracting(event -> data(event).path("seq").longValue())
                        .isSorted());
    }

    /** It died after the commit and before it told anybody. */
    @Test
    void whatADeadNodeLeftIsPlacedByAnother() {
        var workflow = runs.workflow(SHORT);
        var run = runs.start(workflow);
        runs.awaitEnd(workflow, run);

        StepVerifier.create(stream(null).filter(event -> "human_task_created"
                        .equals(data(event).path("type").stringValue(""))))
                .expectSubscription()
                .then(() -> leaveBehind(run))
                .expectNextMatches(event -> run(event).equals(run))
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }

    private static void leaveBehind(String run) {
        try (var connection = database().admin().open();
                var write = connection.createStatement()) {
            write.execute("""
                    with counted as (update run set last_seq = last_seq + 1 where run_id = '%s' returning *),
                         event as (insert into run_event (tenant_id, started_on, run_id, seq, type)
                                   select tenant_id, started_on, run_id, last_seq, 'human_task_created' from counted)
                    insert into run_feed (tenant_id, run_id, seq, started_on)
                    select tenant_id, run_id, last_seq, started_on from counted""".formatted(run));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReaderOfOneWorkflowSeesOnlyThat() {
        var one = runs.workflow(SHORT);
        var other = runs.workflow(SHORT);
        var stream = as(one);

        StepVerifier.create(stream.filter(event -> "run_event".equals(event.event()))
                        .take(3))
                .expectSubscription()
                .then(() -> runs.start(other))
                .then(() -> runs.start(one))
                .thenConsumeWhile(
                        event -> data(event).path("workflow_id").stringValue().equals(one.toString()))
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void aRevokedTokenEndsItsStream() {
        JsonNode pat = TestRuns.json(as(tenant.token())
                .post()
                .uri("/v1/pats")
                .header("Content-Type", "application/json")
                .bodyValue("{\"display_name\": \"reader\", \"scopes\": [\"workflow:read\"]}")
                .exchange()
                .expectStatus()
                .isCreated());

        StepVerifier.create(stream(pat.path("token").stringValue(), "/v1/runs/stream", null))
                .expectNextMatches(event -> "ready".equals(event.event()))
                .then(() -> as(tenant.token())
                        .delete()
                        .uri("/v1/pats/" + pat.path("id").stringValue())
                        .exchange()
                        .expectStatus()
                        .isNoContent())
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void aCursorOfAnotherTenantIsRefused() {
        String cursor = Objects.requireNonNull(stream(null).blockFirst(Duration.ofSeconds(10)))
                .id();

        as(tenants.aTenant().token())
                .get()
                .uri("/v1/runs/stream?cursor=" + cursor)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void pagesStayExactWhileRunsAreStarted() {
        var workflow = runs.workflow(SHORT);
        var first = IntStream.range(0, 5).mapToObj(_ -> runs.start(workflow)).toList();

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = runs.get("/v1/runs?limit=2" + cursor);
            page.path("items").forEach(run -> seen.add(run.path("run_id").stringValue()));
            cursor = page.hasNonNull("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").stringValue()
                    : "";
            runs.start(workflow);
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(first.reversed());
    }

    @Test
    void theListIsFiltered() {
        var workflow = runs.workflow(SHORT);
        var other = runs.workflow(SHORT);
        var run = runs.start(workflow);
        runs.awaitEnd(workflow, run);
        runs.awaitEnd(other, runs.start(other));

        var found = runs.get("/v1/runs?status=completed&trigger=api&phase=completed&workflow=" + workflow);

        assertThat(found.path("items")).hasSize(1);
        assertThat(found.path("items").get(0).path("run_id").stringValue()).isEqualTo(run);
        assertThat(runs.get("/v1/runs?status=failed").path("items")).isEmpty();
        assertThat(runs.get("/v1/runs?to=2020-01-01T00:00:00Z").path("items")).isEmpty();
    }

    @Test
    void aFilterThatDoesNotExistIsExplained() {
        var problem = TestRuns.json(as(tenant.token())
                .get()
                .uri("/v1/runs?status=done")
                .exchange()
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("detail").stringValue()).contains("completed").contains("failed");
    }

    private Flux<ServerSentEvent<JsonNode>> as(UUID workflow) {
        return stream(tenant.token(), "/v1/runs/stream?workflow=" + workflow, null);
    }

    private Flux<ServerSentEvent<JsonNode>> stream(@Nullable String lastEventId) {
        return stream(tenant.token(), "/v1/runs/stream", lastEventId);
    }

    private Flux<ServerSentEvent<JsonNode>> stream(String token, String path, @Nullable String lastEventId) {
        return WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {})
                .filter(event -> event.event() != null);
    }

    private static long endsIn(List<ServerSentEvent<JsonNode>> read) {
        return read.stream().filter(FeedApiTest::ends).count();
    }

    private static boolean ends(ServerSentEvent<JsonNode> event) {
        return "run_completed".equals(data(event).path("type").stringValue());
    }

    private static String key(ServerSentEvent<JsonNode> event) {
        return run(event) + "/" + data(event).path("seq").longValue();
    }

    private static String run(ServerSentEvent<JsonNode> event) {
        return data(event).path("run_id").stringValue();
    }

    private static JsonNode data(ServerSentEvent<JsonNode> event) {
        return Objects.requireNonNull(event.data());
    }
}
