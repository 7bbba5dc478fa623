package dev.signalbox.platform.audit;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void aChangeIsWrittenDown() {
        createAToken();
        verify(true);

        as(acme.token())
                .get()
                .uri("/v1/audit")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].action")
                .isEqualTo("pat.create")
                .jsonPath("$.items[0].outcome")
                .isEqualTo("DONE")
                .jsonPath("$.items[0].position")
                .isEqualTo(1);
    }

    @Test
    void aDenialIsWrittenDown() {
        as(acme.token(Scope.WORKFLOW_READ))
                .get()
                .uri("/v1/audit")
                .exchange()
                .expectStatus()
                .isForbidden();

        org.awaitility.Awaitility.await().untilAsserted(() -> {
            verify(true);
            as(acme.token())
                    .get()
                    .uri("/v1/audit")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items[0].action")
                    .isEqualTo("access.denied");
        });
    }

    @Test
    void anEntryThatWasChangedBreaksTheChain() throws SQLException {
        createAToken();
        createAToken();
        verify(true);
        try (var connection = database().admin().open();
                var update = connection.prepareStatement(
                        "update audit_event set action = 'nothing.happened' where tenant_id = ? and position = 2")) {
            update.setObject(1, acme.id().value());
            update.executeUpdate();
        }

        verify(false).jsonPath("$.broken_at").isEqualTo(2);
    }

    @Test
    void anEntryThatWasRemovedBreaksTheChain() throws SQLException {
        createAToken();
        createAToken();
        verify(true);
        try (var connection = database().admin().open();
                var delete =
                        connection.prepareStatement("delete from audit_event where tenant_id = ? and position = 1")) {
            delete.setObject(1, acme.id().value());
            delete.executeUpdate();
        }

        verify(false).jsonPath("$.broken_at").isEqualTo(1);
    }

    @Test
    void anotherTenantSeesOnlyItsOwn() {
        createAToken();
        verify(true);

        as(tenants.aTenant().token())
                .get()
                .uri("/v1/audit")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
    }

    private void createAToken() {
        as(acme.token())
                .post()
                .uri("/v1/pats")
                .bodyValue(Map.of("display_name", "x", "scopes", Set.of("workflow:read")))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec verify(boolean intact) {
        return as(acme.token())
                .get()
                .uri("/v1/audit/verify")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.intact")
                .isEqualTo(intact);
    }
}
