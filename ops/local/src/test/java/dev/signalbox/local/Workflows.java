package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a person does with workflows, over REST. */
record Workflows(Caller caller) {

    private static final Set<String> ENDS = Set.of("completed", "failed", "stopped");

    /** Creates and publishes; returns its id. */
    String publish(String name, JsonNode graph) throws IOException, InterruptedException {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", name);
        body.set("graph", graph);
        var made = caller.post("/v1/workflows", body.toString());
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        var published = caller.post("/v1/workflows/" + made.text("id") + "/versions", "{}");
        assertThat(published.status()).as("%s", published).isEqualTo(201);
        return made.text("id");
    }

    /** Starts with a run id of the caller's choice, so that asking again starts nothing new. */
    String start(String workflow, String runId, String input) throws IOException, InterruptedException {
        var answer = caller.post("/v1/workflows/%s/command".formatted(workflow), """
                {"command": "start", "params": {"run_id": "%s", "trigger_payload": %s}}
                """.formatted(runId, input));
        assertThat(answer.status()).as("%s", answer).isIn(200, 202);
        return answer.text("run_id");
    }

    JsonNode summary(String workflow, String run) throws IOException, InterruptedException {
        var answer = caller.get("/v1/workflows/%s/runs/%s/summary".formatted(workflow, run));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body();
    }

    JsonNode awaitEnd(String workflow, String run, Duration patience) throws IOException, InterruptedException {
        return await(
                workflow,
                run,
                patience,
                summary -> ENDS.contains(summary.path("status").asString()));
    }

    JsonNode awaitPhase(String workflow, String run, String phase, Duration patience)
            throws IOException, InterruptedException {
        return await(workflow, run, patience, summary -> summary.path("orchestration_phase")
                .asString()
                .equals(phase));
    }

    private JsonNode await(String workflow, String run, Duration patience, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        var summary = Await.value(patience, () -> summary(workflow, run), wanted);
        assertThat(wanted.test(summary)).as("after %s: %s", patience, summary).isTrue();
        return summary;
    }

    /** All its events in order, page by page. */
    List<JsonNode> events(String workflow, String run) throws IOException, InterruptedException {
        var events = new ArrayList<JsonNode>();
        var after = 0L;
        while (true) {
            var page = caller.get(
                            "/v1/workflows/%s/runs/%s/events?limit=200&after_seq=%d".formatted(workflow, run, after))
                    .body()
                    .path("items");
            if (page.isEmpty()) {
                return events;
            }
            page.forEach(events::add);
            after = events.getLast().get("seq").longValue();
        }
    }
}
