package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * What two nodes on one database owe each other: to take over, to stay out when they were given up, to hand over. Each test is
 * right by itself; the order spares starts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static final int RUNS = 20;
    private static final int STEPS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TAKEOVER = Duration.ofSeconds(30);
    /** A node that has not sent its heartbeat for so long is dead to the others. */
    private static final Duration DEAD = Duration.ofSeconds(15);
    /** How long the frozen node stays frozen at least. */
    private static final Duration FROZEN = Duration.ofSeconds(Integer.getInteger("signalbox.frozen", 0));

    private Cluster cluster;
    private EffectServer server;
    private String effects;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start();
        server = EffectServer.start();
        var owner = cluster.owner(cluster.first());
        Connectors.addHttp(owner);
        effects = new Workflows(owner).publish("Effects", Graphs.effects(STEPS, server));
    }

    @AfterAll
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    @Order(1)
    void ofAHundredAnswersAtOnceExactlyOneIsTaken() throws Exception {
        cluster.restore();
        var ask = JsonHttp.JSON.readTree("""
                {"steps": [{"id": "ask", "type": "human_task", "name": "Ask", "task_type": "approval",
                            "task_payload": {"title": "Go?"}}]}
                """);
        var workflows = new Workflows(cluster.owner(cluster.first()));
        var workflow = workflows.publish("Ask", ask);
        var run = workflows.start(workflow, UUID.randomUUID().toString(), "{}");
        var waiting = workflows.awaitPhase(workflow, run, "awaiting_human", PATIENCE);
        var task = waiting.path("blocked_on").get(0).path("task_id").stringValue();
        var path = "/v1/workflows/%s/runs/%s/tasks/%s/complete".formatted(workflow, run, task);

        var answers = allAtOnce(IntStream.range(0, 100)
                .<Callable<Answer>>mapToObj(
                        i -> () -> cluster.owner(cluster.nodes().get(i % 2))
                                .post(path, "{\"approved\": true, \"comment\": \"answer %d\"}".formatted(i)))
                .toList());

        Map<Integer, Long> byStatus =
                answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
        assertThat(byStatus).isEqualTo(Map.of(200, 1L, 409, 99L));
        var winner = answers.stream().filter(answer -> answer.status() == 200).findFirst();
        var end = workflows.awaitEnd(workflow, run, PATIENCE);
        assertThat(end.path("output").path("ask").path("comment").asString())
                .isEqualTo(winner.orElseThrow().text("comment"));
    }

    @Test
    @Order(2)
    void aNodeThatIsAskedToLeaveHandsItsRunsOver() throws Exception {
        cluster.restore();
        int before = server.effects().size();
        int callsBefore = server.calls();
        var runs = startAt(cluster.first());
        runs.addAll(startAt(cluster.second()));
        server.awaitEffects(before + RUNS, PATIENCE);

        var asked = System.nanoTime();
        var took = cluster.first().leave();
        var ends = awaitEnds(cluster.second(), runs);

        assertThat(took).isLessThan(Duration.ofSeconds(15));
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .as("nobody waits until a node that left counts as dead")
                .isLessThan(DEAD.minusSeconds(2));
        assertCompletedOnce(ends);
        assertThat(server.calls() - callsBefore).as("no call was repeated").isEqualTo(runs.size() * STEPS);
    }

    @Test
    @Order(3)
    void aFrozenNodeThatIsThawedChangesNothing() throws Exception {
        var frozen = cluster.alone();
        var other = cluster.otherThan(frozen);
        int before = server.effects().size();
        var runs = startAt(frozen);
        server.awaitEffects(before + RUNS, PATIENCE);
        frozen.freeze();
        var since = System.nanoTime();
        int seen = server.calls();
        other.start();

        // The worst moment: the other has just begun to take over, and every outcome is still in the frozen node's
        // hands.
        server.awaitCalls(seen + RUNS / 2, PATIENCE);
        var taken = Duration.ofNanos(System.nanoTime() - since);
        parkUntil(since + FROZEN.toNanos());
        frozen.thaw();
        var ends = awaitEnds(other, runs);
        var history = events(other, runs);

        assertThat(taken).isGreaterThan(DEAD.minusSeconds(4));
        assertCompletedOnce(ends);
        var more = startAt(frozen);
        assertCompletedOnce(awaitEnds(frozen, more));
        assertThat(events(frozen, runs)).isEqualTo(history);
    }

    @Test
    @Order(4)
    void theOtherNodeTakesOverWhatAKilledNodeDrove() throws Exception {
        cluster.restore();
        int before = server.effects().size();
        var runs = startAt(cluster.first());
        server.awaitEffects(before + RUNS, PATIENCE);

        cluster.first().kill();
        var killed = System.nanoTime();
        var ends = awaitEnds(cluster.second(), runs);

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TAKEOVER);
        assertCompletedOnce(ends);
    }

    private static <T> List<T> allAtOnce(List<Callable<T>> work) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(work).stream().map(Future::resultNow).toList();
        }
    }

    private List<String> startAt(PlatformNode node) throws Exception {
        var workflows = new Workflows(cluster.owner(node));
        var runs = new ArrayList<String>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(workflows.start(effects, UUID.randomUUID().toString(), "{}"));
        }
        return runs;
    }

    private Map<String, JsonNode> awaitEnds(PlatformNode node, List<String> runs) throws Exception {
        var workflows = new Workflows(cluster.owner(node));
        var ends = new LinkedHashMap<String, JsonNode>();
        for (var run : runs) {
            ends.put(run, workflows.awaitEnd(effects, run, PATIENCE));
        }
        return ends;
    }

    private Map<String, List<JsonNode>> events(PlatformNode node, List<String> runs) throws Exception {
        var workflows = new Workflows(cluster.owner(node));
        var events = new LinkedHashMap<String, List<JsonNode>>();
        for (var run : runs) {
            events.put(run, workflows.events(effects, run));
        }
        return events;
    }

    private void assertCompletedOnce(Map<String, JsonNode> ends) throws Exception {
        assertThat(ends.values())
                .allSatisfy(summary -> assertThat(summary.path("status").asString())
                        .as("%s", summary)
                        .isEqualTo("completed"));
        assertThat(server.repeated()).isEmpty();
        var node =
                cluster.nodes().stream().filter(PlatformNode::runs).findFirst().orElseThrow();
        events(node, List.copyOf(ends.keySet())).forEach((run, all) -> {
            assertThat(all)
                    .as(run)
                    .extracting(event -> event.get("seq").intValue())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, all.size()).boxed().toList());
            assertThat(all.stream().filter(is("step_completed"))).as(run).hasSize(STEPS);
            assertThat(all.stream().filter(is("step_started"))).as(run).hasSize(STEPS);
        });
    }

    private static Predicate<JsonNode> is(String type) {
        return event -> event.path("type").asString().equals(type);
    }

    /** Time itself is what is waited for here. */
    private static void parkUntil(long nanoTime) {
        while (nanoTime - System.nanoTime() > 0) {
            LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
    }
}
