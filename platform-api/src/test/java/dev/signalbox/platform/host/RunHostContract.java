package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What every host of the engine keeps: a deployment chooses one, and nobody who looks at a run can tell which it was. The test of a
 * host extends this and says how its nodes come, go and die.
 */
abstract class RunHostContract extends ApiTest {

    private static final String ASK = "{'id': 'ask', 'type': 'human_task'}";

    protected TestTenant tenant;
    protected TestRuns runs;
    private SlowServer server;

    /** The node that drives a run is thought dead while it goes on, as after a long pause; false when nobody drives it. */
    abstract boolean isGivenUp(String run) throws Exception;

    /** The node shuts down as it does for a release, until {@link #come}. */
    abstract void leave();

    abstract void come();

    /** Everything that is open to where runs are kept breaks off. */
    abstract void breakConnections() throws Exception;

    /** Nobody can read any more what the run is made of, and its node has tried often. */
    abstract void spoil(String run) throws Exception;

    /** Another node takes the run up. */
    abstract void takeUp(String run) throws Exception;

    /** The completion of a step, decided now and written whenever it is run: then it throws if it comes too late. */
    abstract Runnable completion(String run, String step);

    @BeforeEach
    void open() throws IOException {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        server = new SlowServer();
        runs.connector("plain", false);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void nothingIsDoneBeforeItsBeginningIsWritten() throws Exception {
        var workflow = runs.workflow(get("fetch", "slow"));
        var run = runs.start(workflow);

        assertThat(server.next()).isNotNull();

        assertThat(runs.types(workflow, run)).endsWith("step_started");
    }

    @Test
    @Clause("Steps that do not wait for one another run side by side.")
    void stepsThatDoNotDependOnEachOtherRunSideBySide() throws Exception {
        var workflow = runs.workflow(get("a", "slow") + "," + get("b", "slow"));

        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();
        assertThat(server.next()).isNotNull();
        server.open();

        assertThat(runs.awaitEnd(workflow, run).at("/steps/completed").intValue())
                .isEqualTo(2);
        assertGapFree(workflow, run);
    }

    @Test
    void aLongRunLetsOthersGoFirstAndStillEnds() {
        var chain = IntStream.range(0, 70)
                .mapToObj(i -> "{'id': 's%d', 'type': 'lua_script', 'script': 'return {}', 'depends_on': [%s]}"
                        .formatted(i, i == 0 ? "" : "'s%d'".formatted(i - 1)))
                .collect(Collectors.joining(","));
        var workflow = runs.workflow(chain);

        var run = runs.start(workflow);

        assertThat(runs.awaitEnd(workflow, run).at("/steps/completed").intValue())
                .isEqualTo(70);
        assertGapFree(workflow, run);
    }

    @Test
    void aNodeThatLeavesHandsItsRunsOver() throws Exception {
        var workflow = runs.workflow(get("fetch", "slow"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        leave();
        come();

        assertThat(server.next()).isNotNull();
        server.open();
        assertCompletedOnce(workflow, run);
    }

    @Test
    void brokenConnectionsLoseNoRun() throws Exception {
        var workflow = runs.workflow("""
                {'id': 'a', 'type': 'delay', 'delay_s': 0.1},
                {'id': 'b', 'type': 'lua_script', 'depends_on': ['a'], 'script': 'return { n = 1 }'},
                {'id': 'c', 'type': 'delay', 'delay_s': 0.1, 'depends_on': ['b']}""");
        var started = IntStream.range(0, 20).mapToObj(_ -> runs.start(workflow)).toList();

        breakConnections();

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(started).allSatisfy(run -> assertThat(
                                runs.summary(workflow, run).path("status").stringValue())
                        .isEqualTo("completed")));
        assertThat(started).allSatisfy(run -> assertCompletedOnce(workflow, run));
    }

    @Test
    void aRunThatCannotBeReadAnyMoreIsGivenUpInTheEndAndAsksNobody() throws Exception {
        var workflow = runs.workflow(ASK + ", {'id': 'wait', 'type': 'delay', 'delay_s': 3600}");
        var run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_human");

        spoil(run);

        assertThat(runs.awaitEnd(workflow, run).at("/error/code").stringValue()).isEqualTo("RUN_STALLED_OR_TIMED_OUT");
        assertThat(runs.types(workflow, run)).endsWith("run_failed");
        assertThat(runs.get("/v1/tasks/pending").path("items")).isEmpty();
        assertGapFree(workflow, run);
    }

    @Test
    void aReadThatWasCutOffIsRepeatedAndWrittenOnce() throws Exception {
        var workflow = runs.workflow(get("fetch", "slow"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        giveUpNodeOf(run);
        assertThat(server.next()).isNotNull();
        server.open();

        assertCompletedOnce(workflow, run);
        assertThat(runs.types(workflow, run)).containsOnlyOnce("step_started", "step_completed");
    }

    @Test
    @Clause("It is repeated by itself only when its node died")
    void aWriteWithAKeyIsRepeatedWithThatKey() throws Exception {
        runs.connector("honest", true);
        var workflow = runs.workflow(post("send", "honest", "slow"));
        var run = runs.start(workflow);
        String key = server.next();

        giveUpNodeOf(run);

        assertThat(server.next()).isEqualTo(key);
        server.open();
        assertCompletedOnce(workflow, run);
    }

    @Test
    void aWriteThatPromisesNothingIsNotRepeated() throws Exception {
        var workflow = runs.workflow(post("send", "plain", "slow"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        giveUpNodeOf(run);
        var summary = runs.awaitEnd(workflow, run);
        server.open();

        assertThat(summary.at("/error/code").stringValue()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(server.requests()).isZero();
        assertGapFree(workflow, run);
    }

    /** Two dozen effects, and a node that is given up a few times between any two commits. */
    @Test
    void aRunWhoseNodesDieAgainAndAgainDoesEachStepUnderOneKey() throws Exception {
        runs.connector("honest", true);
        var chain = IntStream.range(0, 24)
                .mapToObj(i -> post("s" + i, "honest", "now")
                        .replace("'type'", "'depends_on': [%s], 'type'".formatted(i == 0 ? "" : "'s" + (i - 1) + "'")))
                .collect(Collectors.joining(","));
        var workflow = runs.workflow(chain);
        var run = runs.start(workflow);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(150))
                .until(() -> {
                    isGivenUp(run);
                    return runs.summary(workflow, run).path("run_complete").booleanValue();
                });

        var keys = new HashSet<String>();
        while (server.requests() > 0) {
            keys.add(server.next());
        }
        assertThat(keys).hasSize(24);
        assertCompletedOnce(workflow, run);
        assertThat(runs.types(workflow, run))
                .filteredOn("step_completed"::equals)
                .hasSize(24);
    }

    @Test
    void aNodeThatLostTheRunWritesNothing() throws Exception {
        var asked = asked();
        var late = completion(asked.run(), "ask");

        takeUp(asked.run());

        assertThatThrownBy(late::run).isInstanceOf(RuntimeException.class);
        assertThat(runs.types(asked.workflow(), asked.run())).endsWith("human_task_created");
        assertThat(runs.get("/v1/tasks/pending").path("items")).hasSize(1);
    }

    @Test
    void whatWasDecidedBeforeSomethingArrivedIsNotWritten() {
        var asked = asked();
        var late = completion(asked.run(), "ask");

        steer(asked.workflow(), asked.run(), "pause", "");

        assertThatThrownBy(late::run).isInstanceOf(RuntimeException.class);
        assertThat(runs.types(asked.workflow(), asked.run())).endsWith("state_changed");
    }

    @Test
    void whatIsWrittenTwiceIsThereOnce() {
        var asked = asked();
        var completion = completion(asked.run(), "ask");
        completion.run();

        assertThatThrownBy(completion::run).isInstanceOf(RuntimeException.class);

        assertThat(runs.get("/v1/tasks/pending").path("items")).isEmpty();
        assertThat(runs.types(asked.workflow(), asked.run())).containsOnlyOnce("human_task_completed");
    }

    @Test
    void aRunThatHasEndedDoesNotChangeAnyMore() throws Exception {
        var workflow = runs.workflow(get("first", "slow"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();
        steer(workflow, run, "stop", "");
        var told = runs.events(workflow, run);

        server.open();
        runs.awaitEnd(workflow, runs.start(workflow));

        assertThat(runs.events(workflow, run)).isEqualTo(told);
    }

    /** Each is answered while its driver may just be letting go of it. */
    @Test
    void anAnswerIsNotLostHoweverSoonItComes() {
        var workflow = runs.workflow(ASK + ", {'id': 'next', 'type': 'delay', 'delay_s': 0, 'depends_on': ['ask']}");
        var started = IntStream.range(0, 30).mapToObj(_ -> runs.start(workflow)).toList();
        var answered = new HashSet<String>();

        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    runs.get("/v1/tasks/pending?limit=100")
                            .path("items")
                            .valueStream()
                            .filter(task -> answered.add(task.path("task_id").stringValue()))
                            .forEach(task -> runs.answer(
                                    workflow,
                                    task.path("run_id").stringValue(),
                                    task.path("task_id").stringValue()));
                    return answered.size() == 30;
                });

        assertThat(started).allSatisfy(run -> {
            runs.awaitEnd(workflow, run);
            assertCompletedOnce(workflow, run);
        });
    }

    @Test
    void whatArrivesWhileNobodyDrivesIsFoundLater() {
        var asked = asked();

        leave();
        try {
            runs.answer(asked.workflow(), asked.run(), asked.task());
        } finally {
            come();
        }

        runs.awaitEnd(asked.workflow(), asked.run());
        assertCompletedOnce(asked.workflow(), asked.run());
    }

    @Test
    void aTimerThatIsDueWhileNobodyDrivesFiresOnceAndNeverEarly() {
        var workflow = runs.workflow("{'id': 'rest', 'type': 'delay', 'delay_s': 2}");
        var run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_timer");

        leave();
        try {
            awaitTime(at(workflow, run, "timer_set").plusSeconds(2));
        } finally {
            come();
        }

        runs.awaitEnd(workflow, run);
        assertCompletedOnce(workflow, run);
        assertThat(runs.types(workflow, run)).containsOnlyOnce("timer_set", "timer_fired");
        assertThat(at(workflow, run, "timer_fired"))
                .isAfterOrEqualTo(at(workflow, run, "timer_set").plusSeconds(2));
    }

    @Test
    @Clause("resume | goes on; deadlines move by the length of the pause")
    void aPauseMovesDeadlines() {
        var workflow = runs.workflow("{'id': 'rest', 'type': 'delay', 'delay_s': 2}");
        var run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_timer");
        Instant due = at(workflow, run, "timer_set").plusSeconds(2);

        steer(workflow, run, "pause", "");
        awaitTime(due.plusSeconds(1));
        assertThat(runs.types(workflow, run)).doesNotContain("timer_fired");
        steer(workflow, run, "resume", "");

        runs.awaitEnd(workflow, run);
        assertThat(at(workflow, run, "timer_fired")).isAfterOrEqualTo(due.plusSeconds(1));
        assertCompletedOnce(workflow, run);
    }

    @Test
    @Clause("pause | begins nothing new")
    void aPausedRunFinishesWhatItBeganAndBeginsNothing() throws Exception {
        var workflow = runs.workflow(get("first", "slow") + "," + after("first", get("second", "now")));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        steer(workflow, run, "pause", "");
        server.open();
        var paused = runs.awaitSummary(
                workflow, run, summary -> summary.at("/steps/completed").intValue() == 1);
        assertThat(paused.path("orchestration_phase").stringValue()).isEqualTo("paused");
        assertThat(server.requests()).isZero();
        steer(workflow, run, "resume", "");

        runs.awaitEnd(workflow, run);
        assertCompletedOnce(workflow, run);
    }

    @Test
    @Clause("run_stopped | the run was stopped")
    void anImmediateStopEndsTheRunAtOnce() throws Exception {
        var workflow = runs.workflow(get("first", "slow"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        JsonNode stopped = steer(workflow, run, "stop", "");

        assertThat(stopped.path("status").stringValue()).isEqualTo("stopped");
        assertThat(runs.types(workflow, run)).endsWith("step_cancelled", "run_stopped");
        assertGapFree(workflow, run);
    }

    @Test
    @Clause("stop | ends the run")
    void aGracefulStopWaitsForWhatIsOnItsWay() throws Exception {
        var workflow = runs.workflow(get("first", "slow") + "," + after("first", get("second", "now")));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        JsonNode draining = steer(workflow, run, "stop", ", 'mode': 'graceful'");
        server.open();
        var summary = runs.awaitEnd(workflow, run);

        assertThat(draining.path("status").stringValue()).isEqualTo("draining");
        assertThat(summary.path("status").stringValue()).isEqualTo("stopped");
        assertThat(summary.at("/steps/completed").intValue()).isEqualTo(1);
        assertThat(server.requests()).isZero();
    }

    @Test
    @Clause("DRAIN_TIMEOUT | what was under way did not end in time")
    void aDrainThatTakesTooLongFailsEvenWhenItsNodeIsDead() throws Exception {
        var workflow = runs.workflow(get("first", "slow"));
        var run = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        steer(workflow, run, "stop", ", 'mode': 'graceful', 'drain_timeout_s': 1");
        isGivenUp(run);

        assertThat(runs.awaitEnd(workflow, run).at("/error/code").stringValue()).isEqualTo("DRAIN_TIMEOUT");
        assertGapFree(workflow, run);
    }

    private record Asked(UUID workflow, String run, String task) {}

    private Asked asked() {
        var workflow = runs.workflow(ASK);
        var run = runs.start(workflow);
        var task = runs.await(workflow, run, "awaiting_human").at("/blocked_on/0/task_id");
        return new Asked(workflow, run, task.stringValue());
    }

    private void giveUpNodeOf(String run) throws Exception {
        assertThat(isGivenUp(run)).as("somebody drives %s", run).isTrue();
    }

    private JsonNode steer(UUID workflow, String run, String command, String more) {
        return TestRuns.json(
                runs.command(workflow, "{'command': '%s', 'params': {'run_id': '%s'%s}}".formatted(command, run, more))
                        .expectStatus()
                        .isOk());
    }

    private Instant at(UUID workflow, String run, String type) {
        return runs.events(workflow, run).stream()
                .filter(event -> event.path("type").stringValue().equals(type))
                .map(event -> Instant.parse(event.path("at").stringValue()))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitTime(Instant time) {
        await().pollInterval(Duration.ofMillis(20)).until(() -> Instant.now().isAfter(time));
    }

    private String get(String id, String path) {
        return """
                {'id': '%s', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get',
                 'tool_args': {'url': '%s'}}""".formatted(id, server.url(path));
    }

    private String post(String id, String instance, String path) {
        var found = runs.get("/v1/mcp/instances")
                .path("items")
                .valueStream()
                .filter(one -> one.path("name").stringValue().equals(instance))
                .findFirst()
                .orElseThrow();
        return """
                {'id': '%s', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_post',
                 'tool_args': {'url': '%s', 'body': {'n': 1}}}""".formatted(id, found.path("id").stringValue(), server.url(path));
    }

    private static String after(String before, String step) {
        return step.replace("'type'", "'depends_on': ['%s'], 'type'".formatted(before));
    }

    private void assertCompletedOnce(UUID workflow, String run) {
        assertThat(runs.awaitEnd(workflow, run).path("status").stringValue()).isEqualTo("completed");
        assertThat(runs.types(workflow, run)).containsOnlyOnce("run_started", "run_completed");
        assertGapFree(workflow, run);
    }

    private void assertGapFree(UUID workflow, String run) {
        var events = runs.events(workflow, run);
        assertThat(events)
                .extracting(event -> event.path("seq").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
    }
}
