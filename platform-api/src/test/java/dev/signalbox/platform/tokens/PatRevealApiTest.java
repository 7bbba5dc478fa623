package dev.signalbox.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class PatRevealApiTest extends ApiTest {

    private TestTenant acme;
    private String token;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
        token = acme.token();
    }

    @Test
    void theTextOfATokenIsShownOnceMoreAndThenIsGone() {
        JsonNode made = created();

        JsonNode shown = body(reveal(token, id(made)).expectStatus().isOk());

        assertThat(shown.path("token")).isEqualTo(made.path("token"));
        reveal(token, id(made))
                .expectStatus()
                .isEqualTo(410)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("GONE");
    }

    @Test
    void ofARotatedTokenItIsTheNewText() {
        JsonNode made = created();
        JsonNode rotated = body(as(token)
                .post()
                .uri("/v1/pats/" + id(made) + "/rotate")
                .exchange()
                .expectStatus()
                .isOk());

        JsonNode shown = body(reveal(token, id(made)).expectStatus().isOk());

        assertThat(shown.path("token")).isEqualTo(rotated.path("token")).isNotEqualTo(made.path("token"));
    }

    @Test
    void aRepetitionWithTheSameKeyShowsNothing() {
        JsonNode made = created();
        String key = UUID.randomUUID().toString();

        assertThat(body(repeatable(made, key)).has("token")).isTrue();
        assertThat(body(repeatable(made, key)).has("token")).isFalse();
    }

    @Test
    void afterTenMinutesThereIsNothingToShowAndNothingIsKept() throws SQLException {
        JsonNode late = created();
        JsonNode early = created();
        age(late);

        reveal(token, id(late)).expectStatus().isEqualTo(410);
        purge();

        assertThat(kept(late)).isZero();
        assertThat(kept(early)).isOne();
    }

    @Test
    void aRevokedTokenIsNotShown() throws SQLException {
        JsonNode made = created();
        as(token).delete().uri("/v1/pats/" + id(made)).exchange().expectStatus().isNoContent();

        reveal(token, id(made)).expectStatus().isEqualTo(410);
        assertThat(kept(made)).isZero();
    }

    @Test
    void whatIsKeptIsNotTheText() throws SQLException {
        JsonNode made = created();

        try (var connection = database().admin().open();
                var rows = connection.createStatement().executeQuery("""
                        select count(*) from vault_value v where position('%s' in v::text) > 0
                        """.formatted(
                                made.path("token").asString()))) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void aNarrowerTokenIsNotShownAWiderOne() {
        JsonNode wide = created();
        String narrow = acme.token(Scope.PAT_WRITE);

        reveal(narrow, id(wide)).expectStatus().isBadRequest();
    }

    @Test
    void theScopeIsNeeded() {
        reveal(acme.token(Scope.PAT_READ), id(created())).expectStatus().isForbidden();
    }

    @Test
    void nobodyElseIsShownIt() {
        JsonNode made = created();
        var colleague = tenants.person(acme.id(), TenantRole.TENANT_OWNER);
        String theirs = Objects.requireNonNull(
                tenants.pat(acme.id(), colleague, acme.project(), Scope.all()).token());

        reveal(theirs, id(made)).expectStatus().isNotFound();
        reveal(tenants.aTenant().token(), id(made)).expectStatus().isNotFound();
        reveal(token, id(made)).expectStatus().isOk();
    }

    private JsonNode created() {
        return body(as(token)
                .post()
                .uri("/v1/pats")
                .bodyValue(Map.of("display_name", "IDE", "scopes", Set.of("workflow:read")))
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private ResponseSpec reveal(String with, String id) {
        return as(with).post().uri("/v1/pats/" + id + "/reveal").exchange();
    }

    private ResponseSpec repeatable(JsonNode made, String key) {
        return as(token)
                .post()
                .uri("/v1/pats/" + id(made) + "/reveal")
                .header("Idempotency-Key", key)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static String id(JsonNode made) {
        return made.path("id").asString();
    }

    private static void age(JsonNode made) throws SQLException {
        try (var connection = database().admin().open();
                var statement = connection.createStatement()) {
            statement.execute(
                    "update vault_value set expires_at = now() - interval '1 second' where name = '" + id(made) + "'");
        }
    }

    private static void purge() throws SQLException {
        try (var connection = database().app().open();
                var statement = connection.createStatement()) {
            statement.execute("select purge_vault_values()");
        }
    }

    private static int kept(JsonNode made) throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from vault_value where name = '" + id(made) + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
