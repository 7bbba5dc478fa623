package dev.signalbox.platform.guided;

import dev.signalbox.platform.runs.TestRuns;
import java.net.URI;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Somebody at the guided surface; quotes are written as apostrophes. */
record GuidedAgent(WebTestClient client) {

    JsonNode start(String body) {
        return TestRuns.json(post("", body).expectStatus().isCreated());
    }

    JsonNode advance(JsonNode run, String step, String answer) {
        return TestRuns.json(sendAdvance(run.path("run_id").stringValue(), step, answer)
                .expectStatus()
                .isOk());
    }

    JsonNode repair(JsonNode run, String step, String answer) {
        return TestRuns.json(sendRepair(run.path("run_id").stringValue(), step, answer)
                .expectStatus()
                .isOk());
    }

    JsonNode get(String path) {
        return TestRuns.json(sendGet(path).expectStatus().isOk());
    }

    ResponseSpec sendAdvance(String run, String step, String answer) {
        return post("/" + run + "/advance", "{'step_id': '%s', 'answer': %s}".formatted(step, answer));
    }

    ResponseSpec sendRepair(String run, String step, String answer) {
        return post(
                "/" + run + "/repair", "{'step_id': '%s', 'answer': %s, 'reason': 'Misheard'}".formatted(step, answer));
    }

    /** The path as it is, so that an encoded one stays encoded once. */
    ResponseSpec sendGet(String path) {
        return client.get()
                .uri(builder -> URI.create(builder.path("/v1/guided/runs").build() + path))
                .header("X-Request-Id", "same")
                .exchange();
    }

    ResponseSpec post(String path, String body) {
        return client.post()
                .uri("/v1/guided/runs" + path)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "same")
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }
}
