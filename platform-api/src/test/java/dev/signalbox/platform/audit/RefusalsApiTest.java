package dev.signalbox.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TokenText;
import dev.signalbox.platform.tokens.Pat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RefusalsApiTest extends ApiTest {

    @Autowired
    private Refusals refusals;

    private TestTenant acme;
    private Pat pat;

    @BeforeEach
    void aTenantWithAToken() {
        acme = tenants.aTenant();
        pat = tenants.pat(acme.id(), acme.owner(), acme.project(), Scope.all());
        written();
    }

    @Test
    void anUnknownTokenIsCountedInThePlatformsChain() {
        String unknown = TokenText.random(TokenText.Kind.PAT);
        long before = inPlatform("unknown");

        refused("Bearer " + unknown);
        refused("Bearer " + unknown);

        assertThat(inPlatform("unknown") - before).isEqualTo(2);
    }

    @Test
    void whatIsNoTokenAtAllIsCountedAsMalformed() {
        long before = inPlatform("malformed");

        refused("Bearer pat_mistyped");
        refused("Basic YTpi");
        refused("Bearer");

        assertThat(inPlatform("malformed") - before).isEqualTo(3);
    }

    @Test
    void aWrongServiceSecretIsCounted() {
        long before = inPlatform("service");

        refused("Service of-somebody-else");

        assertThat(inPlatform("service") - before).isEqualTo(1);
    }

    @Test
    void anExpiredTokenIsInItsTenantsChainToo() throws SQLException {
        change(
                "update access_token set expires_at = now() - interval '1 day' where token_id = ?",
                pat.id().value());

        refused("Bearer " + pat.token());

        assertThat(counted(acme.id(), "expired")).isEqualTo(1);
        assertThat(ofTenantInPlatform("expired")).isEqualTo(1);
    }

    @Test
    void aRevokedTokenIsInItsTenantsChainToo() {
        revoke();

        refused("Bearer " + pat.token());

        assertThat(counted(acme.id(), "revoked")).isEqualTo(1);
        assertThat(ofTenantInPlatform("revoked")).isEqualTo(1);
    }

    @Test
    void aTokenOfSomebodyWhoWasDisabledIsWithdrawn() throws SQLException {
        change(
                "update member set disabled_at = now() where user_id = ?",
                acme.owner().value());

        refused("Bearer " + pat.token());

        assertThat(counted(acme.id(), "withdrawn")).isEqualTo(1);
    }

    @Test
    void anIntrospectionThatIsRefusedIsCounted() {
        revoke();

        asService()
                .post()
                .uri("/v1/introspect")
                .bodyValue(Map.of("token", Objects.requireNonNull(pat.token())))
                .exchange()
                .expectBody(String.class)
                .isEqualTo("{\"active\":false}");

        assertThat(counted(acme.id(), "revoked")).isEqualTo(1);
    }

    @Test
    void aRequestWithoutACredentialIsNoFailure() {
        long before = inPlatform("malformed") + inPlatform("unknown");

        anonymous().get().uri("/v1/me").exchange().expectStatus().isUnauthorized();

        assertThat(inPlatform("malformed") + inPlatform("unknown")).isEqualTo(before);
    }

    @Test
    void theTenantReadsWhatWasTriedWithItsToken() {
        revoke();
        refused("Bearer " + pat.token());
        written();
        as(acme.token()).get().uri("/v1/audit/verify").exchange();

        as(acme.token())
                .get()
                .uri("/v1/audit")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].action")
                .isEqualTo("credential.refused")
                .jsonPath("$.items[0].target")
                .isEqualTo("token/" + pat.id())
                .jsonPath("$.items[0].outcome")
                .isEqualTo("DENIED")
                .jsonPath("$.items[0].actor")
                .doesNotExist()
                .jsonPath("$.items[0].details.address")
                .isEqualTo("127.0.0.1")
                .jsonPath("$.items[0].details.count")
                .isEqualTo(1);
    }

    private void refused(String authorization) {
        anonymous()
                .get()
                .uri("/v1/me")
                .header("Authorization", authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private void revoke() {
        as(acme.token())
                .delete()
                .uri("/v1/pats/" + pat.id())
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    /** As if the minute were over. */
    private void written() {
        refusals.writeDue(Instant.now().plusSeconds(60)).block();
    }

    private long inPlatform(String reason) {
        return counted(Audit.PLATFORM, reason);
    }

    private long counted(TenantId chain, String reason) {
        return sum("tenant_id = ? and details ->> 'reason' = ?", chain.value(), reason);
    }

    private long ofTenantInPlatform(String reason) {
        return sum(
                "tenant_id = ? and details ->> 'reason' = ? and details ->> 'tenant' = ?",
                Audit.PLATFORM.value(),
                reason,
                acme.id().toString());
    }

    private long sum(String condition, Object... parameters) {
        written();
        try (var connection = database().admin().open();
                var select = connection.prepareStatement(
                        "select coalesce(sum((details ->> 'count')::int), 0) from audit_event where " + condition)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void change(String sql, UUID id) throws SQLException {
        try (var connection = database().admin().open();
                var update = connection.prepareStatement(sql)) {
            update.setObject(1, id);
            update.executeUpdate();
        }
    }
}
