package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.OtherSystem;
import dev.signalbox.platform.contract.OtherSystem.Answer;
import dev.signalbox.platform.llm.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Workflows as people write them, each a file in {@code graphs}, from their start through every person, signal and model to their end. */
class RealisticGraphsApiTest extends ModelApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OtherSystem other = new OtherSystem();

    static Stream<String> graphs() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/graphs"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @BeforeEach
    void open() {
        runs.connector("plain", false);
        var flaky = new AtomicInteger();
        var looks = new AtomicInteger();
        var health = new AtomicInteger();
        other.on("/echo", request -> new Answer(200, request.body()))
                .on("/broken", _ -> new Answer(400, "{}"))
                .on(
                        "/orders/A-17",
                        _ -> Answer.ok("{'customer': 'Ada', 'lines': [{'sku': 'x', 'qty': 2, 'price': 30},"
                                + " {'sku': 'y', 'qty': 1, 'price': 70}]}"))
                .on("/pages/1", _ -> Answer.ok("{'page': 1, 'last': false, 'records': [1, 2]}"))
                .on("/pages/2", _ -> Answer.ok("{'page': 2, 'last': false, 'records': [3, 4]}"))
                .on("/pages/3", _ -> Answer.ok("{'page': 3, 'last': true, 'records': [5, 6]}"))
                .on(
                        "/jobs/j1",
                        _ -> Answer.ok("{'state': '%s'}".formatted(looks.incrementAndGet() < 3 ? "busy" : "done")))
                .on("/jobs/j1/result", _ -> Answer.ok("{'rows': 7}"))
                .on("/health/api", _ -> Answer.ok("{'state': 'down'}"))
                .on("/recovering", _ -> Answer.ok("{'healthy': %s}".formatted(health.incrementAndGet() > 1)))
                .on(
                        "/flaky",
                        _ -> flaky.incrementAndGet() < 3
                                ? new Answer(503, "{}")
                                : Answer.ok("{'rows': [{'ok': true}, {'ok': false}, {'ok': true}]}"));
    }

    @AfterEach
    void close() {
        other.close();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void runsToItsEnd(String file) throws IOException {
        JsonNode story = JSON.readTree(Files.readString(Path.of("src/test/resources/graphs", file)));
        var workflow = runs.published(story.path("graph").toString());
        story.path("model").forEach(this::modelSays);
        ObjectNode start = JSON.createObjectNode();
        start.putObject("trigger_payload").put("base", other.url()).setAll((ObjectNode) story.path("input"));

        String run = runs.start(workflow, start.toString());
        JsonNode summary = answerAll(workflow, run, story.path("answers"));

        assertThat(summary.path("status").stringValue())
                .as("%s", summary.path("error"))
                .isEqualTo("completed");
        JsonNode steps = runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                .path("steps");
        for (var expected : story.path("expect").properties()) {
            String[] path = expected.getKey().split("/", 3);
            assertThat(steps.path(path[1]).path("result").at("/" + path[2]))
                    .as(expected.getKey())
                    .isEqualTo(expected.getValue());
        }
    }

    private void modelSays(JsonNode reply) {
        model.says(
                reply.path("text").stringValue(),
                reply.path("calls")
                        .valueStream()
                        .map(call -> new ModelServer.Call(
                                "c1",
                                call.path("tool").stringValue(),
                                call.path("arguments").toString().replace("BASE", other.url())))
                        .toArray(ModelServer.Call[]::new));
    }

    private JsonNode answerAll(UUID workflow, String run, JsonNode answers) {
        Set<String> answered = new HashSet<>();
        while (true) {
            JsonNode summary = runs.awaitSummary(
                    workflow,
                    run,
                    now -> now.path("run_complete").booleanValue()
                            || !open(now, answered).isEmpty());
            if (summary.path("run_complete").booleanValue()) {
                return summary;
            }
            for (JsonNode blocker : open(summary, answered)) {
                String key = blocker.path("step_id").stringValue();
                String way = blocker.hasNonNull("task_id")
                        ? "tasks/" + blocker.path("task_id").stringValue() + "/complete"
                        : "signals/" + blocker.path("signal_name").stringValue();
                answer(workflow, run, way, answers.path(key.substring(key.lastIndexOf('#') + 1)));
                answered.add(key);
            }
        }
    }

    /** What waits for somebody outside, and was not answered yet. */
    private static List<JsonNode> open(JsonNode summary, Set<String> answered) {
        return summary.path("blocked_on")
                .valueStream()
                .filter(blocker -> blocker.hasNonNull("task_id") || blocker.hasNonNull("signal_name"))
                .filter(blocker -> !answered.contains(blocker.path("step_id").stringValue()))
                .toList();
    }

    private void answer(UUID workflow, String run, String way, JsonNode answer) {
        as(tenant.token())
                .post()
                .uri("/v1/workflows/%s/runs/%s/%s".formatted(workflow, run, way))
                .header("Content-Type", "application/json")
                .bodyValue(answer.toString())
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }
}
