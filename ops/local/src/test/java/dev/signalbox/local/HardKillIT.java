package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Two nodes work on runs with scripts, effects, timers and people, and one of them is killed again and again, at any moment, and
 * now and then both. What was acknowledged is not lost, and nothing is done or written twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardKillIT {

    private static final int KILLS = Integer.getInteger("signalbox.kills", 10);
    private static final int RUNS_PER_KILL = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long SEED = Long.getLong("signalbox.seed", System.nanoTime());

    private final Random chance = new Random(SEED);
    private final Map<String, JsonNode> ends = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> events = new LinkedHashMap<>();
    private Map<String, String> answers = Map.of();
    private Cluster cluster;
    private EffectServer server;
    private String workflow;

    @BeforeAll
    void killNodesWhileRunsWork() throws Exception {
        System.out.println("signalbox.seed=" + SEED);
        cluster = Cluster.start();
        server = EffectServer.start();
        var owner = cluster.owner(cluster.first());
        Connectors.addHttp(owner);
        workflow = new Workflows(owner).publish("Mixed", Graphs.mixed(server));
        var runs = new ArrayList<String>();
        var person = new Answerer(cluster.anywhere());
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int kill = 1; kill <= KILLS; kill++) {
                var starting = starters.submit(this::startSome);
                killAtAnyMoment(kill);
                runs.addAll(acknowledged(starting));
            }
            awaitEnds(runs);
        } finally {
            person.stop();
        }
        answers = person.acknowledged();
    }

    @AfterAll
    void stop() {
        server.close();
        cluster.close();
    }

    private void killAtAnyMoment(int kill) throws InterruptedException {
        server.awaitEffects(server.effects().size() + 1 + chance.nextInt(RUNS_PER_KILL / 2), PATIENCE);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(chance.nextInt(300)));
        var victims = kill % 5 == 0 ? cluster.nodes() : List.of(cluster.nodes().get(chance.nextInt(2)));
        victims.forEach(PlatformNode::kill);
        cluster.restore();
    }

    /** With ids of our own: a start that nobody acknowledged is sent again, and starts nothing new. */
    private List<String> startSome() throws InterruptedException {
        var started = new ArrayList<String>();
        for (int i = 0; i < RUNS_PER_KILL; i++) {
            var id = UUID.randomUUID().toString();
            var answer = cluster.anywhere()
                    .ask(node -> node.post("/v1/workflows/%s/command".formatted(workflow), """
                            {"command": "start", "params": {"run_id": "%s"}}
                            """.formatted(id)));
            assertThat(answer.status()).as("%s", answer).isIn(200, 202);
            started.add(id);
        }
        return started;
    }

    private static List<String> acknowledged(Future<List<String>> starting) throws Exception {
        return starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitEnds(List<String> runs) throws Exception {
        var workflows = new Workflows(cluster.owner(cluster.second()));
        for (var run : runs) {
            ends.put(run, workflows.awaitEnd(workflow, run, PATIENCE));
            events.put(run, workflows.events(workflow, run));
        }
    }

    @Test
    void allAcknowledgedRunsComplete() {
        assertThat(ends).hasSize(KILLS * RUNS_PER_KILL);
        assertThat(ends.values())
                .allSatisfy(summary -> assertThat(summary.path("status").asString())
                        .as("%s", summary)
                        .isEqualTo("completed"));
    }

    @Test
    void everyEffectHappenedOnce() {
        var wanted = ends.keySet().stream()
                .flatMap(run -> Stream.of("before", "beside", Answerer.approves(run) ? "yes" : "no")
                        .map(step -> "run=%s&step=%s".formatted(run, step)))
                .toList();

        assertThat(server.repeated()).isEmpty();
        assertThat(server.effects().keySet()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void theKillsDidInterruptCalls() {
        // Otherwise the tests here would prove nothing.
        assertThat(server.calls()).isGreaterThan(server.effects().size());
    }

    @Test
    void everyAcknowledgedAnswerIsInItsRun() {
        assertThat(answers.keySet()).isEqualTo(ends.keySet());
        answers.forEach((run, comment) -> assertThat(
                        ends.get(run).path("output").path("note").path("said").asString())
                .as(run)
                .isEqualTo(comment));
    }

    @Test
    void noSequenceHasAGap() {
        events.forEach((run, all) -> assertThat(all)
                .as(run)
                .extracting(event -> event.get("seq").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList()));
    }

    @Test
    void nothingIsWrittenTwice() {
        events.forEach((run, all) -> assertThat(all.stream().map(HardKillIT::fact))
                .as(run)
                .doesNotHaveDuplicates()
                .contains("run_completed  "));
    }

    /** What may be said of a run once only. */
    private static String fact(JsonNode event) {
        return "%s %s %s"
                .formatted(
                        event.path("type").asString(),
                        event.path("step_id").asString(),
                        event.path("type").asString().equals("state_changed")
                                ? event.path("seq")
                                : event.path("data").path("attempt").asString());
    }
}
