package dev.signalbox.platform.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of a tenant commit together; what happens to one of them or to their connection is nobody else's end. */
class GroupTroubleApiTest extends ApiTest {

    private static final String NOTHING = "{'id': 'a', 'type': 'lua_script', 'script': 'return {}'}";
    private static final int MANY = 20;

    private TestTenant tenant;
    private TestRuns runs;
    private CountingServer server;

    @BeforeEach
    void open() throws IOException {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        server = new CountingServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRunThatSomebodyHasLockedDoesNotKeepTheOthersOfItsTenantFromTheirEnd() throws Exception {
        var held = runs.workflow("""
                {'id': 'x', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_post',
                 'tool_args': {'url': '%s', 'body': {'n': 1}}}""".formatted(runs.connector("plain", false), server.url("hold/x")));
        var quick = runs.workflow(NOTHING);
        String locked = runs.start(held);
        await().until(() -> server.count("x") == 1);

        try (var connection = database().admin().open()) {
            lock(connection, locked);
            server.release();
            for (String run : startTogether(quick)) {
                assertThat(runs.awaitEnd(quick, run).path("status").stringValue())
                        .isEqualTo("completed");
            }
            assertThat(runs.summary(held, locked).path("run_complete").booleanValue())
                    .isFalse();
            connection.rollback();
        }

        assertThat(runs.awaitEnd(held, locked).path("status").stringValue()).isEqualTo("completed");
        assertThat(server.count("x")).isEqualTo(1);
        assertNoGap(held, locked);
    }

    @Test
    void startsWhoseConnectionIsLostAtTheCommitAreAllTakenInOnce() throws Exception {
        var workflow = runs.workflow(NOTHING);
        runs.start(workflow);

        List<String> started;
        losesItsConnectionAtTheFirstGroup();
        try {
            started = startTogether(workflow);
            assertThat(ask("select is_called::int from lost_group"))
                    .as("a group was lost")
                    .isEqualTo(1);
        } finally {
            goesOnAsBefore();
        }

        assertThat(started).doesNotHaveDuplicates();
        for (String run : started) {
            runs.awaitEnd(workflow, run);
            assertNoGap(workflow, run);
        }
        assertThat(ask("select count(*) from run where workflow_id = '%s'".formatted(workflow)))
                .isEqualTo(MANY + 1);
        assertThat(ask("select count(*) from audit_event where tenant_id = '%s' and action = 'run.start'"
                        .formatted(tenant.id())))
                .isEqualTo(MANY + 1);
    }

    private List<String> startTogether(UUID workflow) throws Exception {
        var started = new ArrayList<String>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> starts = IntStream.range(0, MANY)
                    .<Callable<String>>mapToObj(_ -> () -> runs.start(workflow))
                    .toList();
            for (Future<String> run : clients.invokeAll(starts)) {
                started.add(run.get());
            }
        }
        return started;
    }

    private void lock(Connection connection, String run) throws SQLException {
        connection.setAutoCommit(false);
        try (var select =
                connection.prepareStatement("select 1 from run where tenant_id = ? and run_id = ? for update")) {
            select.setObject(1, tenant.id().value());
            select.setObject(2, UUID.fromString(run));
            assertThat(select.executeQuery().next()).isTrue();
        }
    }

    /** Once, and of those only a transaction that several share: whoever is alone is told of the loss. */
    private void losesItsConnectionAtTheFirstGroup() throws SQLException {
        tell("""
                create sequence lost_group;
                create function lose_group() returns trigger language plpgsql security definer as $$
                begin
                    if (select count(*) from run where tenant_id = new.tenant_id and xmin = pg_current_xact_id()::xid) > 1
                        and nextval('lost_group') = 1
                    then
                        perform pg_terminate_backend(pg_backend_pid());
                    end if;
                    return null;
                end $$;
                create constraint trigger lost_group after insert on run deferrable initially deferred
                    for each row when (new.tenant_id = '%s') execute function lose_group()""".formatted(tenant.id()));
    }

    private void goesOnAsBefore() throws SQLException {
        tell("drop trigger lost_group on run; drop function lose_group(); drop sequence lost_group");
    }

    private void tell(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long ask(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void assertNoGap(UUID workflow, String run) {
        var seqs = runs.events(workflow, run).stream()
                .map(event -> event.path("seq").longValue())
                .toList();
        assertThat(seqs)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    }
}
