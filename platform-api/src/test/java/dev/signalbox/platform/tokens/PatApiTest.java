package dev.signalbox.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class PatApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void aTokenIsShownOnceAndThenWorks() {
        JsonNode made = created(acme.token(), Map.of("display_name", "IDE", "scopes", Set.of("workflow:read")));

        as(acme.token())
                .get()
                .uri("/v1/pats/" + made.path("id").asString())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.token")
                .doesNotExist()
                .jsonPath("$.display_name")
                .isEqualTo("IDE");
        as(made.path("token").asString())
                .get()
                .uri("/v1/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.scopes")
                .isEqualTo("workflow:read");
    }

    @Test
    void aListHasNoTokenTexts() {
        created(acme.token(), Map.of("display_name", "IDE", "scopes", Set.of("workflow:read")));

        as(acme.token())
                .get()
                .uri("/v1/pats?limit=1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].token")
                .doesNotExist()
                .jsonPath("$.next_cursor")
                .isNotEmpty();
    }

    @Test
    void thePagesOfAListMeetWithoutGapOrRepeat() {
        var client = as(acme.token());
        for (int i = 0; i < 5; i++) {
            created(acme.token(), Map.of("display_name", "n" + i, "scopes", Set.of("workflow:read")));
        }
        var seen = new java.util.ArrayList<String>();
        String cursor = "";
        do {
            String uri = "/v1/pats?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            JsonNode page = body(client.get().uri(uri).exchange().expectStatus().isOk());
            page.path("items").forEach(pat -> seen.add(pat.path("id").asString()));
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(6);
    }

    @Nested
    class ATokenIsRefused {

        @Test
        void whenItIsRevoked() {
            JsonNode made = created(acme.token(), Map.of("display_name", "IDE", "scopes", Set.of("workflow:read")));
            as(acme.token())
                    .delete()
                    .uri("/v1/pats/" + made.path("id").asString())
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            refused(as(made.path("token").asString()).get().uri("/v1/me").exchange());
        }

        @Test
        void whenItWasRotated() {
            JsonNode made = created(acme.token(), Map.of("display_name", "IDE", "scopes", Set.of("workflow:read")));
            JsonNode rotated = body(as(acme.token())
                    .post()
                    .uri("/v1/pats/" + made.path("id").asString() + "/rotate")
                    .exchange()
                    .expectStatus()
                    .isOk());

            refused(as(made.path("token").asString()).get().uri("/v1/me").exchange());
            as(rotated.path("token").asString())
                    .get()
                    .uri("/v1/me")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        @Test
        void whenItsOwnerIsDisabled() {
            var member = tenants.person(acme.id(), TenantRole.TENANT_MEMBER);
            String token =
                    Objects.requireNonNull(tenants.pat(acme.id(), member, acme.project(), Set.of(Scope.WORKFLOW_READ))
                            .token());
            as(acme.token())
                    .post()
                    .uri("/v1/members/" + member + "/disable")
                    .exchange()
                    .expectStatus()
                    .isOk();

            refused(as(token).get().uri("/v1/me").exchange());
        }

        @Test
        void whenItStandsInTheAddress() {
            refused(anonymous().get().uri("/v1/me?access_token=" + acme.token()).exchange());
        }

        @Test
        void whenThereAreTwo() {
            refused(as(acme.token())
                    .get()
                    .uri("/v1/me")
                    .header("Authorization", "Bearer x")
                    .exchange());
        }

        @Test
        void whenItIsARunToken() {
            refused(as("wrt_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17")
                    .get()
                    .uri("/v1/me")
                    .exchange());
        }

        private void refused(ResponseSpec response) {
            response.expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .valueEquals("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Nested
    class ATokenMakesNoWiderOne {

        @Test
        void inScopes() {
            refused(acme.token(Scope.PAT_WRITE), Map.of("display_name", "x", "scopes", Set.of("vault:reveal")));
        }

        @Test
        void inProjects() {
            var other = tenants.aProject(acme.id(), acme.owner(), true);
            JsonNode limited = created(
                    acme.token(),
                    Map.of(
                            "display_name",
                            "x",
                            "scopes",
                            Set.of("pat:write"),
                            "project_ids",
                            Set.of(acme.project().toString())));

            refused(
                    limited.path("token").asString(),
                    Map.of(
                            "display_name",
                            "x",
                            "scopes",
                            Set.of("pat:write"),
                            "project_ids",
                            Set.of(other.toString())));
        }

        @Test
        void inGroups() {
            JsonNode limited = created(
                    acme.token(),
                    Map.of("display_name", "x", "scopes", Set.of("pat:write"), "groups", List.of("core")));

            refused(limited.path("token").asString(), Map.of("display_name", "x", "scopes", Set.of("pat:write")));
        }

        @Test
        void byRotatingIt() {
            JsonNode wide = created(acme.token(), Map.of("display_name", "wide", "scopes", Set.of("vault:reveal")));

            as(acme.token(Scope.PAT_WRITE))
                    .post()
                    .uri("/v1/pats/" + wide.path("id").asString() + "/rotate")
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
            as(wide.path("token").asString())
                    .get()
                    .uri("/v1/me")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        @Test
        void inTime() {
            JsonNode parent = created(
                    acme.token(),
                    Map.of("display_name", "x", "scopes", Set.of("pat:write", "pat:read"), "expires_in_days", 1));
            JsonNode child = created(
                    parent.path("token").asString(),
                    Map.of("display_name", "y", "scopes", Set.of("pat:read"), "expires_in_days", 90));

            assertThat(child.path("expires_at").asString())
                    .isLessThanOrEqualTo(parent.path("expires_at").asString());
        }

        private void refused(String token, Map<String, Object> pat) {
            as(token)
                    .post()
                    .uri("/v1/pats")
                    .bodyValue(pat)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("INVALID_ARGUMENT");
        }
    }

    @Test
    void aReadOnlyTokenChangesNothing() {
        JsonNode readOnly = created(
                acme.token(),
                Map.of(
                        "display_name",
                        "x",
                        "scopes",
                        Set.of("pat:read", "pat:write", "workflow:edit"),
                        "read_only",
                        true));
        var client = as(readOnly.path("token").asString());

        client.get().uri("/v1/pats").exchange().expectStatus().isOk();
        client.delete()
                .uri("/v1/pats/" + readOnly.path("id").asString())
                .exchange()
                .expectStatus()
                .isForbidden();
        client.post()
                .uri("/v1/workflows")
                .bodyValue(Map.of("name", "x"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aTokenOfOneProjectHasNothingToSayInTheTenant() {
        JsonNode limited = created(
                acme.token(),
                Map.of(
                        "display_name",
                        "x",
                        "scopes",
                        Set.of("audit:read"),
                        "project_ids",
                        Set.of(acme.project().toString())));

        as(limited.path("token").asString())
                .get()
                .uri("/v1/audit")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Nested
    class AnotherTenant {

        @Test
        void getsTheAnswerOfATokenThatNeverExisted() {
            JsonNode ours = created(acme.token(), Map.of("display_name", "x", "scopes", Set.of("workflow:read")));
            String theirs = tenants.aTenant().token();
            String never = UUID.randomUUID().toString();

            assertThat(notFound(theirs, ours.path("id").asString())
                            .replace(ours.path("id").asString(), "ID"))
                    .isEqualTo(notFound(theirs, never).replace(never, "ID"));
        }

        private String notFound(String token, String id) {
            return Objects.requireNonNull(as(token)
                    .get()
                    .uri("/v1/pats/" + id)
                    .header("X-Request-Id", "same")
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody());
        }
    }

    @Nested
    class AnIdempotencyKey {

        private final Map<String, Object> pat = Map.of("display_name", "x", "scopes", Set.of("workflow:read"));

        @Test
        void makesOneTokenAndShowsItsTextOnce() {
            String key = UUID.randomUUID().toString();
            String token = acme.token();

            JsonNode first = body(send(token, key, pat).expectStatus().isCreated());
            JsonNode second = body(send(token, key, pat)
                    .expectStatus()
                    .isCreated()
                    .expectHeader()
                    .valueEquals("Idempotency-Replayed", "true"));

            assertThat(second.path("id")).isEqualTo(first.path("id"));
            assertThat(first.has("token")).isTrue();
            assertThat(second.has("token")).isFalse();
        }

        @Test
        void isRefusedWithAnotherBody() {
            String key = UUID.randomUUID().toString();
            String token = acme.token();
            send(token, key, pat).expectStatus().isCreated();

            send(token, key, Map.of("display_name", "y", "scopes", Set.of("workflow:read")))
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }

        @Test
        void isFreeAgainAfterAFailure() {
            String key = UUID.randomUUID().toString();
            String token = acme.token();
            send(token, key, Map.of("display_name", "", "scopes", Set.of()))
                    .expectStatus()
                    .isBadRequest();

            send(token, key, pat).expectStatus().isCreated();
        }

        private ResponseSpec send(String token, String key, Map<String, Object> body) {
            return as(token)
                    .post()
                    .uri("/v1/pats")
                    .header("Idempotency-Key", key)
                    .bodyValue(body)
                    .exchange();
        }
    }

    private JsonNode created(String token, Map<String, Object> pat) {
        return body(as(token)
                .post()
                .uri("/v1/pats")
                .bodyValue(pat)
                .exchange()
                .expectStatus()
                .isCreated());
    }
}
