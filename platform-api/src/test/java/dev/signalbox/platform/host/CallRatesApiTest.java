package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.contract.OtherSystem;
import dev.signalbox.platform.contract.OtherSystem.Answer;
import dev.signalbox.platform.runs.TestRuns;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs that would call too much wait, and nothing fails by it. */
class CallRatesApiTest extends ApiTest {

    private final OtherSystem other = new OtherSystem().on("/item", _ -> Answer.ok("{}"));
    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        runs.connector("plain", false);
    }

    @AfterEach
    void close() {
        other.close();
    }

    private String workflowOfFiveCalls() {
        return "{'id': 'each', 'type': 'for_each', 'for_each_items': [1, 2, 3, 4, 5], 'for_each_body_steps': ["
                + "{'id': 'call', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get',"
                + " 'tool_args': {'url': '%s/item'}}]}".formatted(other.url());
    }

    @Test
    @Clause("RATE_LIMITED | nothing: the step waits a little")
    void callsBeyondTheRateOfATenantComeLater() throws SQLException {
        rates(tenant, "1", null);
        var workflow = runs.workflow(workflowOfFiveCalls());

        var run = runs.start(workflow);
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(other.asked("/item")).hasSize(5);
        assertThat(runs.events(workflow, run))
                .filteredOn(event -> event.path("type").stringValue().equals("step_retrying"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.path("data").path("code").stringValue())
                        .isEqualTo("RATE_LIMITED"));
        assertThat(runs.get("/v1/workflows/%s/runs/%s/timeline".formatted(workflow, run))
                        .path("items"))
                .allSatisfy((JsonNode step) ->
                        assertThat(step.path("attempt").intValue()).isEqualTo(1));
    }

    @Test
    void theRateOfOneConnectorHoldsToo() throws SQLException {
        rates(tenant, null, "1");
        var workflow = runs.workflow(workflowOfFiveCalls());

        var run = runs.start(workflow);

        assertThat(runs.awaitEnd(workflow, run).path("status").stringValue()).isEqualTo("completed");
        assertThat(runs.types(workflow, run)).contains("step_retrying");
    }

    @Test
    void theCallsOfOneTenantTakeNothingFromAnother() throws SQLException {
        rates(tenant, "0.01", null);
        var crowd = runs.workflow(workflowOfFiveCalls());
        var held = runs.start(crowd);
        runs.await(crowd, held, "retrying");
        var others = new TestRuns(as(tenants.aTenant().token()));
        others.connector("plain", false);
        var workflow = others.workflow(workflowOfFiveCalls());

        var run = others.start(workflow);

        assertThat(others.awaitEnd(workflow, run).path("status").stringValue()).isEqualTo("completed");
        assertThat(others.types(workflow, run)).doesNotContain("step_retrying");
    }

    /** As an operator does it. */
    private static void rates(TestTenant tenant, String all, String connector) throws SQLException {
        try (var connection = database().admin().open();
                var insert = connection.prepareStatement("""
                        insert into run_share (tenant_id, weight, most_due, calls_per_second, calls_per_second_connector)
                        values (?, 10, 100, ?::numeric, ?::numeric)
                        """)) {
            insert.setObject(1, UUID.fromString(tenant.id().toString()));
            insert.setString(2, all);
            insert.setString(3, connector);
            insert.executeUpdate();
        }
    }
}
