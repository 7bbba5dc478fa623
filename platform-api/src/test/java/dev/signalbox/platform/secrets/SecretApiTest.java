package dev.signalbox.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class SecretApiTest extends ApiTest {

    private static final String VALUE = "correct horse battery staple";
    private static final String PATH = "/v1/vault/secrets";

    private TestTenant acme;
    private String token;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
        token = acme.token();
    }

    @Test
    void aSecretIsListedWithoutItsValue() {
        var made = create("CRM_KEY").expectStatus().isCreated();
        made.expectHeader().valueEquals("ETag", "\"1\"");
        assertThat(body(made).toString()).doesNotContain("horse").doesNotContain("secret_id");

        JsonNode list = body(as(token).get().uri(PATH).exchange().expectStatus().isOk());

        assertThat(list.path("items")).hasSize(1);
        assertThat(list.at("/items/0/name").asString()).isEqualTo("CRM_KEY");
        assertThat(list.at("/items/0/hosts/0").asString()).isEqualTo("api.example.com");
        assertThat(list.toString()).doesNotContain("horse");
    }

    @Test
    void theListGoesOnFromItsCursor() {
        List.of("A", "B", "C").forEach(name -> create(name).expectStatus().isCreated());

        JsonNode first = body(as(token).get().uri(PATH + "?limit=2").exchange());
        JsonNode second = body(as(token)
                .get()
                .uri(PATH + "?limit=2&cursor=" + first.path("next_cursor").asString())
                .exchange());

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.at("/items/0/name").asString()).isEqualTo("C");
        assertThat(second.has("next_cursor")).isFalse();
    }

    @Test
    void aNameIsTakenOnce() {
        create("CRM_KEY").expectStatus().isCreated();

        create("CRM_KEY").expectStatus().isEqualTo(409);
    }

    @Test
    void whatIsNoNameOrHostIsRefusedWithTheRule() {
        create("9 lives").expectStatus().isBadRequest();
        as(token)
                .post()
                .uri(PATH)
                .bodyValue(Map.of("name", "A", "value", "b", "hosts", List.of("https://example.com/")))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("hosts");
    }

    @Test
    void aChangeNeedsTheVersionItsWriterSaw() {
        create("CRM_KEY");

        put("CRM_KEY", Map.of("value", "new"), null).expectStatus().isEqualTo(428);
        put("CRM_KEY", Map.of("value", "new"), "\"7\"").expectStatus().isEqualTo(412);
        put("CRM_KEY", Map.of("value", "new"), "\"1\"")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.value_version")
                .isEqualTo(2);
    }

    @Test
    void withoutAValueTheOldOneStays() {
        create("CRM_KEY");

        JsonNode changed = body(put("CRM_KEY", Map.of("description", "of the CRM"), "\"1\""));

        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(changed.path("value_version").asInt()).isEqualTo(1);
        assertThat(changed.path("hosts")).isEmpty();
    }

    @Test
    void puttingMakesWhatIsNotThere() {
        put("NEW", Map.of("description", "no value"), null).expectStatus().isBadRequest();
        put("NEW", Map.of("value", "v"), null).expectStatus().isCreated();
    }

    @Test
    void aValueGoesNowhereElseThanItWasGivenFor() {
        put("CRM_KEY", Map.of("value", "v", "hosts", List.of("crm.example", "old.example")), null)
                .expectStatus()
                .isCreated();

        put("CRM_KEY", Map.of("hosts", List.of("crm.example", "thief.example")), "\"1\"")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("value");
        put("CRM_KEY", Map.of("hosts", List.of("crm.example")), "\"1\"")
                .expectStatus()
                .isOk();
        put("CRM_KEY", Map.of("value", "n", "hosts", List.of("new.example")), "\"2\"")
                .expectStatus()
                .isOk();
    }

    @Test
    void onlyTheNewestValueIsKept() throws SQLException {
        create("CRM_KEY");
        put("CRM_KEY", Map.of("value", "new"), "\"1\"");

        assertThat(values()).isEqualTo(1);
        as(token).delete().uri(PATH + "/CRM_KEY").exchange().expectStatus().isNoContent();
        assertThat(values()).isZero();
        as(token).get().uri(PATH + "/CRM_KEY").exchange().expectStatus().isNotFound();
    }

    @Test
    void anotherTenantSeesNothing() {
        create("CRM_KEY");
        String stranger = tenants.aTenant().token();

        assertThat(body(as(stranger).get().uri(PATH).exchange()).path("items")).isEmpty();
        as(stranger).get().uri(PATH + "/CRM_KEY").exchange().expectStatus().isNotFound();
        as(stranger).delete().uri(PATH + "/CRM_KEY").exchange().expectStatus().isNotFound();
    }

    @Test
    void anotherProjectOfTheTenantHasItsOwn() {
        create("CRM_KEY");
        var other = tenants.aProject(acme.id(), acme.owner(), true);
        String there = Objects.requireNonNull(
                tenants.pat(acme.id(), acme.owner(), other, Scope.all()).token());

        assertThat(body(as(there).get().uri(PATH).exchange()).path("items")).isEmpty();
        as(there)
                .post()
                .uri(PATH)
                .bodyValue(Map.of("name", "CRM_KEY", "value", "theirs"))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void writingIsForAdminsOfTheProjectAndNeedsItsScope() {
        String reader = acme.token(Scope.VAULT_READ);
        String member = acme.memberToken(Scope.VAULT_READ, Scope.VAULT_WRITE, Scope.VAULT_REVEAL);

        createAs(reader, "A").expectStatus().isForbidden();
        createAs(member, "A").expectStatus().isForbidden();
        as(member).get().uri(PATH).exchange().expectStatus().isOk();
    }

    @Test
    void aRepeatedCreationMakesOneAndAnswersWithoutAValue() throws SQLException {
        for (int i = 0; i < 2; i++) {
            assertThat(body(as(token)
                                    .post()
                                    .uri(PATH)
                                    .header("Idempotency-Key", "k-" + acme.id())
                                    .bodyValue(Map.of("name", "CRM_KEY", "value", VALUE))
                                    .exchange()
                                    .expectStatus()
                                    .isCreated())
                            .toString())
                    .doesNotContain("horse");
        }

        assertThat(values()).isEqualTo(1);
        assertThat(count("select count(*) from idempotency_key k where k::text like '%horse%'"))
                .isZero();
    }

    private ResponseSpec create(String name) {
        return createAs(token, name);
    }

    private ResponseSpec createAs(String as, String name) {
        return as(as).post()
                .uri(PATH)
                .bodyValue(Map.of("name", name, "value", VALUE, "hosts", List.of("API.example.com")))
                .exchange();
    }

    private ResponseSpec put(String name, Map<String, Object> body, @Nullable String ifMatch) {
        var request = as(token).put().uri(PATH + "/" + name);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.bodyValue(body).exchange();
    }

    private int values() throws SQLException {
        return count("select count(*) from vault_value where tenant_id = '%s'".formatted(acme.id()));
    }

    private static int count(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
