package dev.signalbox.platform.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Workflows and runs of one tenant, as a client sees them. */
public final class TestRuns {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebTestClient client;

    public TestRuns(WebTestClient client) {
        this.client = client;
    }

    /** A published workflow of these steps; quotes are written as apostrophes. */
    public UUID workflow(String steps) {
        return published("{'steps': [%s]}".formatted(steps));
    }

    public UUID published(String graph) {
        var id = draft(graph);
        json(client.post()
                .uri("/v1/workflows/{id}/versions", id)
                .exchange()
                .expectStatus()
                .isCreated());
        return id;
    }

    public UUID draft(String graph) {
        var body = "{'name': 'Test', 'graph': %s}".formatted(graph).replace('\'', '"');
        var made = client.post()
                .uri("/v1/workflows")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated();
        return UUID.fromString(json(made).path("id").stringValue());
    }

    /** Publishes another version of a workflow. */
    public void publish(UUID workflow, String graph) {
        JsonNode draft = get("/v1/workflows/" + workflow);
        client.patch()
                .uri("/v1/workflows/{id}", workflow)
                .header("If-Match", "\"%d\"".formatted(draft.path("revision").longValue()))
                .header("Content-Type", "application/json")
                .bodyValue("{'graph': %s}".formatted(graph).replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isOk();
        client.post()
                .uri("/v1/workflows/{id}/versions", workflow)
                .exchange()
                .expectStatus()
                .isCreated();
    }

    /** The dry run of a draft, or of the graph in the body. */
    public JsonNode validation(UUID workflow, String body) {
        return json(client.post()
                .uri("/v1/workflows/{id}/validate", workflow)
                .header("Content-Type", "application/json")
                .bodyValue(body.replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isOk());
    }

    /** An instance of the HTTP connector; its id. */
    public String connector(String name, boolean honoursKey) {
        var made = client.post()
                .uri("/v1/mcp/instances")
                .header("Content-Type", "application/json")
                .bodyValue("""
                        {"connector_id": "http", "name": "%s", "settings": {"honours_idempotency_key": %s}}""".formatted(name, honoursKey))
                .exchange()
                .expectStatus()
                .isCreated();
        return json(made).path("id").stringValue();
    }

    public WebTestClient.ResponseSpec command(UUID workflow, String body) {
        return client.post()
                .uri("/v1/workflows/{id}/command", workflow)
                .header("Content-Type", "application/json")
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }

    public String start(UUID workflow) {
        return start(workflow, "{}");
    }

    public String start(UUID workflow, String params) {
        var answer = command(workflow, "{'command': 'start', 'params': %s}".formatted(params))
                .expectStatus()
                .isAccepted();
        return json(answer).path("run_id").stringValue();
    }

    /** Says yes to a person's task. */
    public void answer(UUID workflow, String run, String task) {
        client.post()
                .uri("/v1/workflows/%s/runs/%s/tasks/%s/complete".formatted(workflow, run, task))
                .header("Content-Type", "application/json")
                .bodyValue("{\"approved\": true}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    public JsonNode summary(UUID workflow, String run) {
        return get("/v1/workflows/%s/runs/%s/summary".formatted(workflow, run));
    }

    public JsonNode await(UUID workflow, String run, String phase) {
        return awaitSummary(
                workflow,
                run,
                summary -> phase.equals(summary.path("orchestration_phase").stringValue()));
    }

    public JsonNode awaitEnd(UUID workflow, String run) {
        return awaitSummary(
                workflow, run, summary -> summary.path("run_complete").booleanValue());
    }

    public JsonNode awaitSummary(UUID workflow, String run, Predicate<JsonNode> reached) {
        return org.awaitility.Awaitility.await("run " + run)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> summary(workflow, run), reached);
    }

    public List<JsonNode> events(UUID workflow, String run) {
        var all = new ArrayList<JsonNode>();
        Long after = 0L;
        while (after != null) {
            JsonNode page = get("/v1/workflows/%s/runs/%s/events?limit=7&after_seq=%d".formatted(workflow, run, after));
            page.path("items").forEach(all::add);
            after = page.hasNonNull("next_after_seq")
                    ? page.path("next_after_seq").longValue()
                    : null;
        }
        return all;
    }

    public List<String> types(UUID workflow, String run) {
        return events(workflow, run).stream()
                .map(event -> event.path("type").stringValue())
                .toList();
    }

    public JsonNode get(String path) {
        return json(client.get().uri(path).exchange().expectStatus().isOk());
    }

    public static JsonNode json(WebTestClient.ResponseSpec answer) {
        byte[] body = answer.expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }

    public static ObjectNode object(String apostrophed) {
        return (ObjectNode) JSON.readTree(apostrophed.replace('\'', '"'));
    }
}
