package dev.signalbox.platform.triggers;

import static dev.signalbox.platform.triggers.TestTriggers.FIRST;
import static dev.signalbox.platform.triggers.TestTriggers.NIGHTLY;
import static dev.signalbox.platform.triggers.TestTriggers.nightly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.runs.TestRuns;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Rounds of a node whose clock the test sets; the platform's own nodes go by the real one. */
class FiringApiTest extends ApiTest {

    private static final String REST = "{'id': 'rest', 'type': 'delay', 'delay_s': 0}";
    private static final String ASK = "{'id': 'ask', 'type': 'human_task', 'name': 'Ask', 'task_type': 'approval'}";

    @Autowired
    private FireRepository fires;

    @Autowired
    private Firing firing;

    private TestTenant acme;
    private TestRuns runs;
    private UUID workflow;
    private TestTriggers triggers;

    @BeforeEach
    void publishAWorkflow() {
        acme = tenants.aTenant();
        runs = new TestRuns(as(acme.token()));
        follow(runs.workflow(REST));
    }

    @Test
    void aTriggerWhoseTimeHasComeStartsARunForItsOwner() {
        var id = triggers.id(nightly("{'trigger_payload': {'sku': 'A-17'}}"));

        round(FIRST);

        var run = onlyRun();
        assertThat(run.path("trigger").stringValue()).isEqualTo("cron");
        assertThat(run.path("started_by").stringValue()).isEqualTo(acme.owner().toString());
        assertThat(runs.get("/v1/workflows/%s/runs/%s/context"
                                .formatted(workflow, run.path("run_id").stringValue()))
                        .path("input"))
                .isEqualTo(TestRuns.object("{'sku': 'A-17'}"));
        assertThat(triggers.fires(id)).containsExactly("started " + FIRST);
        var after = triggers.get(id);
        assertThat(after.path("last_run_id")).isEqualTo(run.path("run_id"));
        assertThat(after.path("next_fire_at").stringValue()).isEqualTo("2041-01-02T02:00:00Z");
        assertThat(runs.awaitEnd(workflow, run.path("run_id").stringValue())
                        .path("status")
                        .stringValue())
                .isEqualTo("completed");
    }

    @Test
    void nothingFiresBeforeItsTime() {
        triggers.id(NIGHTLY);

        round("2041-01-01T01:59:59.999Z");

        assertThat(triggers.runs()).isEmpty();
    }

    @Test
    void ofManyNodesAtOnceOneStartsTheRun() throws Exception {
        var ids = IntStream.range(0, 5)
                .mapToObj(n -> triggers.id(nightly("{'name': 'Nightly %d'}".formatted(n))))
                .toList();

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.invokeAll(IntStream.range(0, 6)
                    .mapToObj(_ -> Executors.callable(() -> round(FIRST)))
                    .toList());
        }

        assertThat(triggers.runs()).hasSize(5);
        assertThat(ids).allSatisfy(id -> assertThat(triggers.fires(id)).containsExactly("started " + FIRST));
    }

    @Test
    void aNodeThatDiesBetweenClaimAndCommitLosesNothingAndRepeatsNothing() throws Exception {
        var id = triggers.id(NIGHTLY);
        try (var hold = database().admin().open();
                var node = Executors.newVirtualThreadPerTaskExecutor()) {
            hold.setAutoCommit(false);
            hold.createStatement().execute("lock table trigger_fire in share mode");
            var dying = node.submit(() -> round(FIRST));
            await().until(() -> {
                killWhoWaitsForTheFire();
                return dying.isDone();
            });
            hold.rollback();
        }
        assertThat(triggers.runs()).isEmpty();
        assertThat(triggers.get(id).path("next_fire_at").stringValue()).isEqualTo(FIRST);

        round(FIRST);
        round(FIRST);

        assertThat(onlyRun().path("run_id")).isEqualTo(triggers.get(id).path("last_run_id"));
        assertThat(triggers.fires(id)).containsExactly("started " + FIRST);
    }

    @Test
    void theRealClockFiresWithoutBeingAsked() throws SQLException {
        var id = triggers.id(NIGHTLY);
        makeDue(id, "now");

        await().atMost(Duration.ofSeconds(10)).until(() -> triggers.runs().size() == 1);
        assertThat(triggers.get(id).path("next_fire_at").stringValue()).isEqualTo(FIRST);
    }

    @Test
    void whatIsDueStaysDueWhenOnlyTheNameChanges() throws SQLException {
        var id = triggers.id(nightly("{'catch_up': 'all'}"));
        makeDue(id, "2041-01-01T01:00:00Z");

        triggers.patch(id, 1, "{'name': 'Renamed'}").expectStatus().isOk();

        assertThat(triggers.get(id).path("next_fire_at").stringValue()).isEqualTo("2041-01-01T01:00:00Z");
    }

    @Test
    void withoutAVersionEachFireTakesTheLatest() {
        triggers.id(nightly("{'name': 'Pinned', 'version': 1}"));
        triggers.id(nightly("{'name': 'Latest'}"));
        runs.publish(workflow, "{'steps': [%s]}".formatted(REST.replace("rest", "pause")));

        round(FIRST);

        assertThat(triggers.runs())
                .extracting(run -> run.path("version").intValue())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void afterItsEndATriggerIsFinished() {
        var id = triggers.id(nightly("{'ends_at': '2041-01-01T12:00:00Z'}"));

        round(FIRST);

        assertThat(triggers.get(id).path("status").stringValue()).isEqualTo("finished");
        assertThat(triggers.get(id).has("next_fire_at")).isFalse();
    }

    /** The platform was down for four nights. */
    @Nested
    class CatchingUp {

        private static final String LATER = "2041-01-05T10:00:00Z";

        @Test
        void skipGivesUpWhatWasMissed() {
            var id = triggers.id(nightly("{'catch_up': 'skip'}"));

            round(LATER);

            assertThat(triggers.runs()).isEmpty();
            assertThat(triggers.fires(id)).containsExactly("missed " + FIRST);
            assertThat(triggers.get(id).path("next_fire_at").stringValue()).isEqualTo("2041-01-06T02:00:00Z");
        }

        @Test
        void lastStartsTheLastOne() {
            var id = triggers.id(NIGHTLY);

            round(LATER);

            assertThat(triggers.fires(id)).containsExactly("started 2041-01-05T02:00:00Z", "missed " + FIRST);
            onlyRun();
        }

        @Test
        void lastStartsOnlyWhatIsJustDue() {
            var id = triggers.id(NIGHTLY);

            round("2041-01-03T02:00:10Z");

            assertThat(triggers.fires(id)).containsExactly("started 2041-01-03T02:00:00Z", "missed " + FIRST);
        }

        @Test
        void allStartsAsManyAsItMay() {
            var id = triggers.id(nightly("{'catch_up': 'all', 'catch_up_limit': 3, 'overlap': 'allow'}"));

            round(LATER);

            assertThat(triggers.fires(id))
                    .containsExactly(
                            "started 2041-01-05T02:00:00Z",
                            "started 2041-01-04T02:00:00Z",
                            "started 2041-01-03T02:00:00Z",
                            "missed " + FIRST);
            assertThat(triggers.runs()).hasSize(3);
        }

        @Test
        void allStartsAllWhenTheyAreFew() {
            var id = triggers.id(nightly("{'catch_up': 'all', 'overlap': 'allow'}"));

            round(LATER);

            assertThat(triggers.fires(id)).hasSize(5).allMatch(fire -> fire.startsWith("started"));
        }

        @Test
        void whatWouldHaveComeInAPauseIsNotMadeUpFor() {
            var id = triggers.id(nightly("{'catch_up': 'all'}"));
            triggers.post(id, "pause").expectStatus().isOk();

            round(LATER);

            assertThat(triggers.fires(id)).isEmpty();
        }
    }

    /** The run of the first night waits for a person. */
    @Nested
    class Overlapping {

        private static final String SECOND = "2041-01-02T02:00:00Z";
        private static final String THIRD = "2041-01-03T02:00:00Z";

        @BeforeEach
        void askAPerson() {
            follow(runs.workflow(ASK));
        }

        @Test
        void allowStartsBesideIt() {
            var id = triggers.id(nightly("{'overlap': 'allow'}"));

            round(FIRST);
            round(SECOND);

            assertThat(triggers.runs()).hasSize(2);
            assertThat(triggers.fires(id)).containsExactly("started " + SECOND, "started " + FIRST);
        }

        @Test
        void skipDoesNotStart() {
            var id = triggers.id(NIGHTLY);

            round(FIRST);
            round(SECOND);
            stop(onlyRun());
            round(THIRD);

            assertThat(triggers.fires(id)).containsExactly("started " + THIRD, "skipped " + SECOND, "started " + FIRST);
        }

        @Test
        void oneThatIsQueuedStartsWhenTheRunHasEnded() {
            var id = triggers.id(nightly("{'overlap': 'queue_one'}"));

            round(FIRST);
            round(SECOND);
            round(THIRD);
            assertThat(triggers.fires(id)).containsExactly("skipped " + THIRD, "queued " + SECOND, "started " + FIRST);
            assertThat(triggers.get(id).path("queued_fire_at").stringValue()).isEqualTo(SECOND);
            stop(onlyRun());

            await().until(() -> triggers.runs().size() == 2);
            assertThat(triggers.fires(id)).containsExactly("skipped " + THIRD, "started " + SECOND, "started " + FIRST);
            assertThat(triggers.get(id).has("queued_fire_at")).isFalse();
        }

        @Test
        void oneThatIsQueuedIsGivenUpByAPause() {
            var id = triggers.id(nightly("{'overlap': 'queue_one'}"));
            round(FIRST);
            round(SECOND);

            triggers.post(id, "pause").expectStatus().isOk();

            assertThat(triggers.fires(id)).containsExactly("skipped " + SECOND, "started " + FIRST);
            assertThat(triggers.get(id).has("queued_fire_at")).isFalse();
        }

        @Test
        void aRunThatWasStartedByHandIsOneToo() {
            var id = triggers.id(NIGHTLY);
            triggers.post(id, "fire").expectStatus().isAccepted();

            round(FIRST);

            assertThat(triggers.fires(id)).first().isEqualTo("skipped " + FIRST);
            onlyRun();
        }
    }

    /** The owner's right is looked at again each time. */
    @Nested
    class Failing {

        @Test
        void whenTheTokenOfTheOwnerWasRevoked() {
            var pat = tenants.pat(acme.id(), acme.owner(), acme.project(), Scope.all());
            var id = new TestTriggers(as(Objects.requireNonNull(pat.token())), workflow).id(NIGHTLY);
            as(acme.token())
                    .delete()
                    .uri("/v1/pats/" + pat.id())
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            round(FIRST);

            assertFailing(id, "PERMISSION_DENIED");
            triggers.post(id, "enable").expectStatus().isOk();
            round("2041-01-02T02:00:00Z");
            assertThat(triggers.get(id).path("status").stringValue()).isEqualTo("active");
            onlyRun();
        }

        @Test
        void whenTheOwnerMayOnlyLookAtTheProjectNow() {
            var nell = tenants.person(acme.id(), TenantRole.TENANT_MEMBER);
            var pat = tenants.pat(acme.id(), nell, acme.project(), Scope.all());
            var id = new TestTriggers(as(Objects.requireNonNull(pat.token())), workflow).id(NIGHTLY);
            as(acme.token())
                    .put()
                    .uri("/v1/projects/%s/members/%s".formatted(acme.project(), nell))
                    .bodyValue(Map.of("role", "project_viewer"))
                    .exchange()
                    .expectStatus()
                    .is2xxSuccessful();

            round(FIRST);

            assertFailing(id, "PERMISSION_DENIED");
        }

        @Test
        void whileTheWorkflowIsArchived() {
            var id = triggers.id(NIGHTLY);
            as(acme.token())
                    .delete()
                    .uri("/v1/workflows/" + workflow)
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            round(FIRST);

            assertFailing(id, "CONFLICT");
            as(acme.token())
                    .post()
                    .uri("/v1/workflows/%s/restore".formatted(workflow))
                    .exchange()
                    .expectStatus()
                    .isOk();
            round("2041-01-02T02:00:00Z");
            assertThat(triggers.get(id).path("status").stringValue()).isEqualTo("active");
            assertThat(triggers.get(id).path("failures").intValue()).isZero();
            onlyRun();
        }

        @Test
        void whenTheInputDoesNotFitTheVersionThatCameLater() {
            var id = triggers.id(NIGHTLY);
            runs.publish(
                    workflow,
                    "{'input_schema': {'type': 'object', 'required': ['sku']}, 'steps': [%s]}".formatted(REST));

            round(FIRST);

            assertFailing(id, "INVALID_ARGUMENT");
        }

        private void assertFailing(String id, String code) {
            var trigger = triggers.get(id);
            assertThat(triggers.runs()).isEmpty();
            assertThat(trigger.path("status").stringValue()).isEqualTo("failing");
            assertThat(trigger.path("failures").intValue()).isEqualTo(1);
            assertThat(trigger.path("last_error").path("code").stringValue()).isEqualTo(code);
            assertThat(triggers.fires(id)).containsExactly("failed " + FIRST);
            assertThat(triggers.fireDocuments(id).get(0).path("error")).isEqualTo(trigger.path("last_error"));
        }
    }

    private void follow(UUID id) {
        workflow = id;
        triggers = new TestTriggers(as(acme.token()), id);
    }

    private void round(String now) {
        new TriggerLoop(fires, firing, () -> Instant.parse(now)).fireAll().block();
    }

    private static void makeDue(String trigger, String at) throws SQLException {
        try (var admin = database().admin().open();
                var due = admin.prepareStatement(
                        "update trigger set next_fire_at = ?::timestamptz where trigger_id = ?::uuid")) {
            due.setString(1, at);
            due.setString(2, trigger);
            due.executeUpdate();
        }
    }

    private JsonNode onlyRun() {
        var all = triggers.runs();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void stop(JsonNode run) {
        runs.command(
                        workflow,
                        "{'command': 'stop', 'params': {'run_id': '%s'}}"
                                .formatted(run.path("run_id").stringValue()))
                .expectStatus()
                .isOk();
    }

    /** As kill -9 would: the database finds that nobody is there any more. */
    private static void killWhoWaitsForTheFire() throws SQLException {
        try (var admin = database().admin().open();
                var kill = admin.createStatement()) {
            kill.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where wait_event_type = 'Lock' and query like '%insert into trigger_fire%'
                      and pid <> pg_backend_pid() and datname = current_database()
                    """);
        }
    }
}
