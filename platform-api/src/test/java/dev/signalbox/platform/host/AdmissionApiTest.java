package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.runs.TestRuns;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant has as many runs under way as its share allows, and the others none the fewer. */
class AdmissionApiTest extends ApiTest {

    private static final String CALL =
            "{'id': 'call', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get', 'tool_args': {'url': '%s'}}";

    private SlowServer server;
    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() throws IOException, SQLException {
        server = new SlowServer();
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        runs.connector("plain", false);
        share(tenant, 1);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRunBeyondTheShareWaitsInTheQueueUntilThereIsRoom() throws InterruptedException {
        var workflow = runs.workflow(CALL.formatted(server.url("slow")));
        var first = runs.start(workflow);
        assertThat(server.next()).isNotNull();

        var second = runs.start(workflow);
        var third = runs.start(workflow);
        var waiting = runs.summary(workflow, second);
        server.open();

        assertThat(waiting.path("orchestration_phase").stringValue()).isEqualTo("queued");
        for (String run : new String[] {first, second, third}) {
            assertThat(runs.awaitEnd(workflow, run).path("status").stringValue())
                    .isEqualTo("completed");
        }
        assertThat(runs.summary(workflow, second).path("ended_at").stringValue())
                .isLessThan(runs.summary(workflow, third).path("ended_at").stringValue());
    }

    @Test
    void aRunThatIsParkedTakesNoPlace() {
        var asks = runs.workflow("{'id': 'ask', 'type': 'human_task', 'task_payload': {'title': 'Go on?'}}");
        var parked = runs.start(asks);
        runs.await(asks, parked, "awaiting_human");

        var next = runs.start(asks);

        assertThat(runs.await(asks, next, "awaiting_human").path("run_complete").booleanValue())
                .isFalse();
    }

    @Test
    void theCrowdOfOneTenantDoesNotStandInTheWayOfAnother() throws InterruptedException {
        var slow = runs.workflow(CALL.formatted(server.url("slow")));
        for (int i = 0; i < 5; i++) {
            runs.start(slow);
        }
        assertThat(server.next()).isNotNull();
        var others = new TestRuns(as(tenants.aTenant().token()));
        var quick = others.workflow("{'id': 'a', 'type': 'delay', 'delay_s': 0}");

        var run = others.start(quick);

        assertThat(others.awaitEnd(quick, run).path("status").stringValue()).isEqualTo("completed");
        assertThat(server.requests()).isZero();
        server.open();
    }

    @Test
    void aQueuedRunCanBeStopped() throws InterruptedException {
        var workflow = runs.workflow(CALL.formatted(server.url("slow")));
        runs.start(workflow);
        assertThat(server.next()).isNotNull();
        var queued = runs.start(workflow);

        runs.command(workflow, "{'command': 'stop', 'params': {'run_id': '%s'}}".formatted(queued))
                .expectStatus()
                .isOk();

        assertThat(runs.summary(workflow, queued).path("status").stringValue()).isEqualTo("stopped");
        server.open();
    }

    /** As an operator does it. */
    private static void share(TestTenant tenant, int mostDue) throws SQLException {
        try (var connection = database().admin().open();
                var insert = connection.prepareStatement(
                        "insert into run_share (tenant_id, weight, most_due) values (?, 1, ?)")) {
            insert.setObject(1, UUID.fromString(tenant.id().toString()));
            insert.setInt(2, mostDue);
            insert.executeUpdate();
        }
    }
}
