package dev.signalbox.platform.triggers;

import dev.signalbox.platform.runs.TestRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Triggers of one workflow, as a client sees them. Bodies are written with apostrophes. */
final class TestTriggers {

    /** Daily at three in Berlin, and first so far ahead that no real clock gets there while the tests run. */
    static final String NIGHTLY = """
            {'name': 'Nightly', 'cron': '0 3 * * *', 'time_zone': 'Europe/Berlin', 'starts_at': '2041-01-01T00:00:00Z'}""";

    static final String FIRST = "2041-01-01T02:00:00Z";

    private final WebTestClient client;
    private final UUID workflow;

    TestTriggers(WebTestClient client, UUID workflow) {
        this.client = client;
        this.workflow = workflow;
    }

    /** Nightly, but for this. */
    static String nightly(String changes) {
        ObjectNode trigger = TestRuns.object(NIGHTLY);
        trigger.setAll(TestRuns.object(changes));
        return trigger.toString();
    }

    JsonNode made(String body) {
        return TestRuns.json(create(body).expectStatus().isCreated());
    }

    String id(String body) {
        return made(body).path("id").stringValue();
    }

    ResponseSpec create(String body) {
        return client.post()
                .uri("/v1/workflows/{workflow}/triggers", workflow)
                .header("Content-Type", "application/json")
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }

    ResponseSpec patch(String id, long revision, String body) {
        return client.patch()
                .uri(path(id))
                .header("If-Match", "\"%d\"".formatted(revision))
                .header("Content-Type", "application/json")
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }

    ResponseSpec post(String id, String verb) {
        return client.post().uri(path(id) + "/" + verb).exchange();
    }

    JsonNode get(String id) {
        return TestRuns.json(
                client.get().uri(path(id)).exchange().expectStatus().isOk());
    }

    ResponseSpec delete(String id) {
        return client.delete().uri(path(id)).exchange();
    }

    /** The newest first, as "outcome at moment". */
    List<String> fires(String id) {
        var told = new ArrayList<String>();
        for (JsonNode fire : fireDocuments(id)) {
            told.add(fire.path("outcome").stringValue() + " "
                    + fire.path("fire_at").stringValue());
        }
        return told;
    }

    JsonNode fireDocuments(String id) {
        return TestRuns.json(client.get()
                        .uri(path(id) + "/fires")
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("items");
    }

    /** The newest first. */
    List<JsonNode> runs() {
        var all = new ArrayList<JsonNode>();
        TestRuns.json(client.get()
                        .uri("/v1/workflows/{workflow}/runs", workflow)
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("items")
                .forEach(all::add);
        return all;
    }

    String path(String id) {
        return "/v1/workflows/%s/triggers/%s".formatted(workflow, id);
    }
}
