package dev.signalbox.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ChainedAtOnceApiTest extends ApiTest {

    @Autowired
    private Audit audit;

    @Autowired
    private AuditSequencer sequencer;

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void whatIsPartOfNothingElseHasItsPlaceAtOnce() {
        audit.recordChained(acme.id(), List.of(entry("first"), entry("second"))).block();

        assertThat(targets()).containsExactly("tool/second", "tool/first");
        assertIntact(2);
    }

    @Test
    void itGoesOnFromTheEndOfWhatWasChainedAfterwards() {
        audit.recordAll(acme.id(), List.of(entry("before"))).block();
        awaitChained(1);
        audit.recordChained(acme.id(), List.of(entry("then"))).block();
        awaitChained(2);
        audit.recordAll(acme.id(), List.of(entry("after"))).block();
        awaitChained(3);

        assertThat(targets()).containsExactly("tool/after", "tool/then", "tool/before");
        assertIntact(3);
    }

    @Test
    void whileSomebodyElseHasTheChainNobodyWaits() throws SQLException {
        try (var connection = database().admin().open()) {
            hold(connection);
            audit.recordChained(acme.id(), List.of(entry("meanwhile"))).block();
            assertThat(items()).isEmpty();
            connection.rollback();
        }

        awaitChained(1);
        assertIntact(1);
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        audit.recordChained(acme.id(), List.of(entry("first"))).block();
        awaitChained(1);

        var stranger = as(tenants.aTenant().token());

        assertThat(body(stranger.get().uri("/v1/audit").exchange()).path("items"))
                .isEmpty();
    }

    private Audit.Entry entry(String tool) {
        Map<String, Object> details =
                Map.of("result", "200 \"fine\" \u00e4", "ms", 7L, "trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        return new Audit.Entry(
                acme.owner().value(), UUID.randomUUID(), "mcp.call", "tool/" + tool, Outcome.DONE, details);
    }

    private void hold(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended('audit:' || ?, 0))")) {
            lock.setString(1, acme.id().toString());
            lock.execute();
        }
    }

    private void awaitChained(int entries) {
        await().until(() -> {
            sequencer.chain(acme.id()).block();
            return items().size() == entries;
        });
    }

    private void assertIntact(int entries) {
        JsonNode answer = body(as(acme.token()).get().uri("/v1/audit/verify").exchange());
        assertThat(answer.path("intact").asBoolean()).as("%s", answer).isTrue();
        assertThat(answer.path("entries").asInt()).isEqualTo(entries);
    }

    private List<String> targets() {
        return items().stream().map(item -> item.path("target").asString()).toList();
    }

    private List<JsonNode> items() {
        return body(as(acme.token()).get().uri("/v1/audit?limit=200").exchange())
                .path("items")
                .valueStream()
                .toList();
    }
}
