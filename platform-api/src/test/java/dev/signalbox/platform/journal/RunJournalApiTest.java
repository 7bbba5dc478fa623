package dev.signalbox.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.runs.TestRuns;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

class RunJournalApiTest extends ApiTest {

    private static final Progress EVENT = new Progress(List.of(), List.of(RunEvent.of(RunEvent.Type.STATE_CHANGED)));

    @Autowired
    private RunJournal journal;

    private TestTenant tenant;
    private TestRuns runs;
    private UUID workflow;
    private String run;

    @BeforeEach
    void waitForAPerson() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        workflow = runs.workflow("""
                {'id': 'ask', 'type': 'human_task', 'task_type': 'approval', 'task_payload': {'title': 'Go?'}}""");
        run = runs.start(workflow);
        runs.await(workflow, run, "awaiting_human");
    }

    @Test
    void aStaleEpochCannotWrite() throws SQLException {
        LiveRun seen = read();

        rise("epoch");

        assertThatThrownBy(() -> journal.write(seen, seen.state(), EVENT).block())
                .isInstanceOf(RunMovedException.class);
        assertThat(runs.types(workflow, run)).endsWith("human_task_created");
    }

    @Test
    void aStaleWakeCannotWrite() throws SQLException {
        LiveRun seen = read();

        rise("wake");

        assertThatThrownBy(() -> journal.write(seen, seen.state(), EVENT).block())
                .isInstanceOf(RunMovedException.class);
    }

    @Test
    void aWriteThatIsSentTwiceIsWrittenOnce() {
        LiveRun seen = read();
        var write = journal.write(seen, seen.state(), EVENT);
        write.block();

        assertThatThrownBy(write::block).isInstanceOf(RunMovedException.class);
        assertThat(runs.types(workflow, run))
                .containsOnlyOnce("human_task_created")
                .endsWith("state_changed");
    }

    @Test
    void whatJoinsIsLostWithTheWrite() throws SQLException {
        LiveRun seen = read();
        rise("epoch");
        var answered =
                seen.finish(StepKey.of("ask"), Outcome.succeeded(JsonNodeFactory.instance.objectNode()), Instant.now());

        assertThatThrownBy(() -> journal.write(seen, seen.state(), answered).block())
                .isInstanceOf(RunMovedException.class);

        assertThat(runs.get("/v1/tasks/pending").path("items")).hasSize(1);
    }

    @Test
    void aPartForAMonthToComeIsClosedLikeTheOthers() throws SQLException {
        try (var connection = database().app().open();
                var make = connection.createStatement()) {
            make.execute("select make_run_event_part(date '2031-05-17'), make_run_event_part(date '2031-05-18')");
        }

        try (var connection = database().admin().open();
                var look = connection.createStatement();
                var part = look.executeQuery("""
                        select relrowsecurity and relforcerowsecurity and pg_get_expr(relpartbound, oid) like '%2031-05-01%'
                        from pg_class where relname = 'run_event_2031_05'""")) {
            assertThat(part.next()).isTrue();
            assertThat(part.getBoolean(1)).isTrue();
        }
    }

    private LiveRun read() {
        return Objects.requireNonNull(journal.read(tenant.id(), RunId.of(run)).block());
    }

    private void rise(String counter) throws SQLException {
        try (var connection = database().admin().open();
                var rise = connection.prepareStatement(
                        "update run set %1$s = %1$s + 1 where run_id = ?::uuid".formatted(counter))) {
            rise.setString(1, run);
            assertThat(rise.executeUpdate()).isEqualTo(1);
        }
    }
}
