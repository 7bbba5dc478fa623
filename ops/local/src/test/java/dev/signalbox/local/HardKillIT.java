package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The platform is killed in the middle of fifty runs, several times; nothing is lost and nothing is done twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardKillIT {

    private static final int RUNS = 50;
    private static final int STEPS = 6;
    private static final int KILLS = Integer.getInteger("signalbox.kills", 10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Installation installation = Installation.shared();
    private final Workflows workflows = new Workflows(installation.owner());
    private final LinkedHashMap<String, JsonNode> ends = new LinkedHashMap<>();
    private EffectServer server;
    private String workflow;

    @BeforeAll
    void killThePlatformWhileFiftyRunsWork() throws Exception {
        server = EffectServer.start();
        Connectors.addHttp(installation.owner());
        workflow = workflows.publish("Effects", effectAfterEffect());
        var rounds = Math.max(1, KILLS / 10);
        for (int round = 0; round < rounds; round++) {
            runFiftyAndKill(round, Math.min(10, KILLS));
        }
    }

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    private void runFiftyAndKill(int round, int kills) throws Exception {
        var runs = new ArrayList<String>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(workflows.start(workflow, UUID.randomUUID().toString(), "{}"));
        }
        for (int kill = 1; kill <= kills; kill++) {
            server.awaitEffects(round * RUNS * STEPS + kill * RUNS * STEPS / (kills + 2), PATIENCE);
            installation.killPlatform();
            installation.startPlatform();
        }
        for (var run : runs) {
            ends.put(run, workflows.awaitEnd(workflow, run, PATIENCE));
        }
    }

    @Test
    void allRunsEnd() {
        assertThat(ends.values()).hasSize(RUNS * Math.max(1, KILLS / 10)).allSatisfy(summary -> assertThat(
                        summary.path("status").asString())
                .as("%s", summary)
                .isEqualTo("completed"));
    }

    @Test
    void everyEffectHappenedOnce() {
        var wanted = ends.keySet().stream()
                .flatMap(run -> IntStream.rangeClosed(1, STEPS).mapToObj(step -> "run=%s&step=%d".formatted(run, step)))
                .toList();

        assertThat(server.repeated()).isEmpty();
        assertThat(server.effects().keySet()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void theKillsDidInterruptCalls() {
        // Otherwise the two tests above would prove nothing.
        assertThat(server.calls()).isGreaterThan(ends.size() * STEPS);
    }

    @Test
    void noSequenceHasAGap() throws Exception {
        for (var run : ends.keySet()) {
            List<Long> sequence = workflows.events(workflow, run).stream()
                    .map(event -> event.get("seq").longValue())
                    .toList();

            assertThat(sequence)
                    .as(run)
                    .isEqualTo(IntStream.rangeClosed(1, sequence.size())
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    private JsonNode effectAfterEffect() {
        var graph = JsonHttp.JSON.createObjectNode();
        var steps = graph.putArray("steps");
        for (int i = 1; i <= STEPS; i++) {
            var step = steps.addObject()
                    .put("id", "effect" + i)
                    .put("name", "Effect " + i)
                    .put("type", "mcp_call")
                    .put("server_url", "connector://http")
                    .put("tool_name", "http_post")
                    .put("timeout_s", 20)
                    .put("retry_count", 10);
            step.putObject("tool_args").put("url", server.address() + "?run={{run.id}}&step=" + i);
            if (i > 1) {
                step.putArray("depends_on").add("effect" + (i - 1));
            }
        }
        return graph;
    }
}
