package dev.signalbox.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class SecretRevealApiTest extends ApiTest {

    private static final String VALUE = "correct horse battery staple";
    private static final String PATH = "/v1/vault/secrets";
    private static final String REASON = "the CRM's support asked for it";

    private TestTenant acme;
    private String pat;

    @BeforeEach
    void aSecretOfATenant() {
        acme = tenants.aTenant();
        pat = acme.token();
        as(pat).post()
                .uri(PATH)
                .bodyValue(Map.of("name", "CRM_KEY", "value", VALUE))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void whoeverHasJustSignedInIsShownTheValue() throws SQLException {
        var shown = reveal(signedIn(Instant.now())).expectStatus().isOk();
        shown.expectHeader().valueMatches("Cache-Control", ".*no-store.*");

        assertThat(body(shown).path("value").asString()).isEqualTo(VALUE);
        assertThat(audited()).containsExactly(REASON);
    }

    @Test
    void whoeverSignedInLongAgoConfirmsFirst() {
        String longAgo = signedIn(Instant.now().minusSeconds(3600));

        JsonNode refused = body(reveal(longAgo).expectStatus().isForbidden());
        confirm(refused.path("confirmation_id").asString());

        assertThat(body(reveal(longAgo).expectStatus().isOk()).path("value").asString())
                .isEqualTo(VALUE);
        reveal(longAgo).expectStatus().isForbidden();
    }

    @Test
    void aTokenIsShownTheValueAfterAYesInTheConsoleAndOnce() {
        JsonNode refused = body(reveal(pat).expectStatus().isForbidden());
        assertThat(refused.toString()).doesNotContain("horse").contains("confirm it in the console");
        reveal(pat).expectStatus().isForbidden();

        confirm(refused.path("confirmation_id").asString());

        assertThat(body(reveal(pat).expectStatus().isOk()).path("value").asString())
                .isEqualTo(VALUE);
        reveal(pat).expectStatus().isForbidden();
    }

    @Test
    void aYesToAnotherReasonIsNone() {
        JsonNode refused = body(reveal(pat).expectStatus().isForbidden());
        confirm(refused.path("confirmation_id").asString());

        send(pat, "CRM_KEY", "another reason", null).expectStatus().isForbidden();
    }

    @Test
    void withMcpServerTheYesItHasJustUsedCounts() {
        String agent = delegated();
        reveal(agent).expectStatus().isForbidden();
        var arguments = Map.of("tool", "vault_read_secret", "arguments", Map.of("name", "CRM_KEY", "reason", REASON));
        JsonNode asked = body(as(agent)
                .post()
                .uri("/v1/confirmations")
                .bodyValue(arguments)
                .exchange()
                .expectStatus()
                .isOk());
        reveal(agent).expectStatus().isForbidden();

        confirm(asked.path("id").asString());
        as(agent).post().uri("/v1/confirmations").bodyValue(arguments).exchange();

        assertThat(body(reveal(agent).expectStatus().isOk()).path("value").asString())
                .isEqualTo(VALUE);
        send(agent, "CRM_KEY", "another reason", null).expectStatus().isForbidden();
    }

    @Test
    void aReasonIsNeeded() {
        send(signedIn(Instant.now()), "CRM_KEY", " ", null).expectStatus().isBadRequest();
    }

    @Test
    void tenAMinuteAreShownAndNoMore() {
        String person = signedIn(Instant.now());
        for (int i = 0; i < 10; i++) {
            reveal(person).expectStatus().isOk();
        }

        reveal(person)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.value")
                .doesNotExist();
    }

    @Test
    void nothingIsShownWhileTheAuditCannotBeWritten() throws SQLException {
        execute("""
                create function refuse_%1$s() returns trigger language plpgsql as $$
                begin
                    if new.tenant_id = '%2$s' and new.action = 'secret.reveal' then raise exception 'no audit'; end if;
                    return new;
                end $$;
                create trigger refuse_%1$s before insert on audit_event for each row execute function refuse_%1$s();
                """.formatted(suffix(), acme.id()));
        try {
            JsonNode refused =
                    body(reveal(signedIn(Instant.now())).expectStatus().isEqualTo(503));

            assertThat(refused.toString()).doesNotContain("horse");
        } finally {
            execute("drop function refuse_%s() cascade".formatted(suffix()));
        }
        reveal(signedIn(Instant.now())).expectStatus().isOk();
    }

    @Test
    void aRepetitionWithTheSameKeyShowsNothing() throws SQLException {
        String person = signedIn(Instant.now());

        assertThat(body(send(person, "CRM_KEY", REASON, "k-" + acme.id()))
                        .path("value")
                        .asString())
                .isEqualTo(VALUE);
        assertThat(body(send(person, "CRM_KEY", REASON, "k-" + acme.id())).has("value"))
                .isFalse();
        assertThat(count("select count(*) from idempotency_key k where k::text like '%horse%'"))
                .isZero();
    }

    @Test
    void itNeedsItsOwnScopeAndRole() {
        reveal(acme.token(Scope.VAULT_READ, Scope.VAULT_WRITE)).expectStatus().isForbidden();
        JsonNode refused =
                body(reveal(acme.memberToken(Scope.VAULT_REVEAL)).expectStatus().isForbidden());
        assertThat(refused.has("confirmation_id")).isFalse();
    }

    @Test
    void anotherTenantFindsNothingToReveal() {
        reveal(tenants.aTenant().token()).expectStatus().isNotFound();
    }

    @Test
    void aValueThatWasTamperedWithIsAFailureThatTellsNothing() throws SQLException {
        execute("update vault_value set version = version + 1, name = name where tenant_id = '%s'"
                .formatted(acme.id()));
        execute("update secret set value_version = 2 where tenant_id = '%s'".formatted(acme.id()));

        JsonNode failed = body(reveal(signedIn(Instant.now())).expectStatus().isEqualTo(500));

        assertThat(failed.path("code").asString()).isEqualTo("INTERNAL");
        assertThat(failed.path("detail").asString()).doesNotContain("CRM_KEY");
        assertThat(failed.toString()).doesNotContain("horse");
    }

    private ResponseSpec reveal(String token) {
        return send(token, "CRM_KEY", REASON, null);
    }

    private ResponseSpec send(String token, String name, String reason, @Nullable String key) {
        var request = as(token).post().uri(PATH + "/" + name + "/reveal");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.bodyValue(Map.of("reason", reason)).exchange();
    }

    private void confirm(String id) {
        as(signedIn(Instant.now()))
                .post()
                .uri("/v1/confirmations/" + id + "/confirm")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String signedIn(Instant at) {
        return trustedSignIn().token("JWT", claims -> claims.audience(List.of("platform-api"))
                .subject(acme.owner().toString())
                .claim("scope", "console")
                .claim("auth_time", at.getEpochSecond())
                .claim("tenant", acme.id().toString())
                .claim("project", acme.project().toString()));
    }

    private String delegated() {
        return body(asService()
                        .post()
                        .uri("/v1/token-exchange")
                        .bodyValue(Map.of("subject_token", pat))
                        .exchange())
                .path("access_token")
                .asString();
    }

    private List<String> audited() throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select details ->> 'reason' from audit_event where tenant_id = '%s' and action = 'secret.reveal'"
                                        .formatted(acme.id()))) {
            var reasons = new ArrayList<String>();
            while (rows.next()) {
                reasons.add(rows.getString(1));
            }
            return reasons;
        }
    }

    private String suffix() {
        return acme.id().toString().replace('-', '_');
    }

    private static int count(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database().admin().open()) {
            connection.createStatement().execute(sql);
        }
    }
}
