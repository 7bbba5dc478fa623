package dev.signalbox.platform.guided;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.runs.TestRuns;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class RunTokenApiTest extends ApiTest {

    private TestTenant acme;
    private UUID workflow;

    @BeforeEach
    void publishAWorkflow() {
        acme = tenants.aTenant();
        workflow = new TestRuns(as(acme.token())).workflow("{'id': 'rest', 'type': 'delay', 'delay_s': 0}");
    }

    @Test
    void itsTextIsShownOnce() {
        JsonNode made = made(acme.token());

        assertThat(made.path("token").stringValue()).matches("wrt_[0-9A-Za-z]{36}");
        assertThat(made.path("workflow_id").stringValue()).isEqualTo(workflow.toString());
        JsonNode listed = list(acme.token(), "").path("items").get(0);
        assertThat(listed.has("token")).isFalse();
        assertThat(listed.path("id")).isEqualTo(made.path("id"));
    }

    @Test
    void thePagesOfAListMeetWithoutGapOrRepeat() {
        String token = acme.token();
        for (int i = 0; i < 5; i++) {
            made(token);
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page =
                    list(token, "?limit=2&workflow=" + workflow + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(one -> seen.add(one.path("id").stringValue()));
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().hasSize(5);
        assertThat(list(token, "?workflow=" + UUID.randomUUID()).path("items")).isEmpty();
    }

    @Test
    void itIsNoPersonalAccessToken() {
        JsonNode made = made(acme.token());

        JsonNode pats = body(
                as(acme.token()).get().uri("/v1/pats").exchange().expectStatus().isOk());

        assertThat(pats.toString()).doesNotContain(made.path("id").stringValue());
        for (String address : new String[] {"", "/rotate"}) {
            as(acme.token())
                    .method(org.springframework.http.HttpMethod.valueOf(address.isEmpty() ? "GET" : "POST"))
                    .uri("/v1/pats/" + made.path("id").stringValue() + address)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void itIsRefusedWhereItDoesNotBelongAndToldWhereItDoes() {
        String token = made(acme.token()).path("token").stringValue();

        for (String address : new String[] {"/v1/me", "/v1/workflows", "/v1/runs", "/v1/run-tokens", "/v3/api-docs"}) {
            JsonNode problem =
                    body(as(token).get().uri(address).exchange().expectStatus().isUnauthorized());

            assertThat(problem.path("detail").stringValue()).contains("run token", "/v1/guided");
        }
    }

    @Nested
    class IsNotMade {

        @Test
        void forAWorkflowOfAnotherTenant() {
            String theirs = tenants.aTenant().token();
            var never = UUID.randomUUID();

            assertThat(refused(theirs, workflow, 404).replace(workflow.toString(), "ID"))
                    .isEqualTo(refused(theirs, never, 404).replace(never.toString(), "ID"));
        }

        @Test
        void byATokenThatMayNotRunWorkflows() {
            refused(acme.token(Scope.PAT_WRITE, Scope.WORKFLOW_READ), workflow, 403);
        }

        @Test
        void byATokenThatMayNotMakeTokens() {
            refused(acme.token(Scope.WORKFLOW_RUN), workflow, 403);
        }

        @Test
        void forLongerThanTheTokenItIsMadeWith() {
            var maker = tenants.pat(acme.id(), acme.owner(), acme.project(), Scope.all());

            JsonNode made = body(create(Objects.requireNonNull(maker.token()), workflow)
                    .expectStatus()
                    .isCreated());

            assertThat(made.path("expires_at").stringValue())
                    .isLessThanOrEqualTo(maker.expiresAt().toString());
        }

        private String refused(String token, UUID workflow, int status) {
            return Objects.requireNonNull(create(token, workflow)
                    .expectStatus()
                    .isEqualTo(status)
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody());
        }
    }

    @Nested
    class Introspected {

        @Test
        void itIsOneOfItsWorkflow() {
            JsonNode told = introspected(made(acme.token()).path("token").stringValue());

            assertThat(told.path("active").booleanValue()).isTrue();
            assertThat(told.path("token_kind").stringValue()).isEqualTo("run");
            assertThat(told.path("workflow_id").stringValue()).isEqualTo(workflow.toString());
            assertThat(told.path("scope").stringValue()).isEqualTo("workflow:run");
            assertThat(told.path("rights").valueStream().map(JsonNode::stringValue))
                    .containsExactly("workflow:run");
            assertThat(told.path("project_id").stringValue())
                    .isEqualTo(acme.project().toString());
        }

        @Test
        void itIsNothingOnceItIsRevoked() {
            JsonNode made = made(acme.token());
            as(acme.token())
                    .delete()
                    .uri("/v1/run-tokens/" + made.path("id").stringValue())
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            inactive(made);
            assertThat(list(acme.token(), "").path("items")).isEmpty();
        }

        @Test
        void itIsNothingOnceTheTokenItWasMadeWithIsRevoked() {
            var maker = tenants.pat(acme.id(), acme.owner(), acme.project(), Scope.all());
            JsonNode made = made(Objects.requireNonNull(maker.token()));
            as(acme.token())
                    .delete()
                    .uri("/v1/pats/" + maker.id())
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            inactive(made);
        }

        @Test
        void itIsNothingOnceItsMakerIsDisabled() {
            var member = tenants.person(acme.id(), TenantRole.TENANT_MEMBER);
            JsonNode made = made(Objects.requireNonNull(
                    tenants.pat(acme.id(), member, acme.project(), Scope.all()).token()));
            as(acme.token())
                    .post()
                    .uri("/v1/members/" + member + "/disable")
                    .exchange()
                    .expectStatus()
                    .isOk();

            inactive(made);
        }

        @Test
        void whatItIsExchangedForIsRefusedWhereItIsRefusedItself() {
            String delegated = exchanged(made(acme.token()).path("token").stringValue());

            JsonNode problem = body(
                    as(delegated).get().uri("/v1/me").exchange().expectStatus().isUnauthorized());

            assertThat(problem.path("detail").stringValue()).contains("run token");
        }

        private void inactive(JsonNode made) {
            assertThat(introspected(made.path("token").stringValue()).toString())
                    .isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void anotherTenantCannotRevokeIt() {
        String id = made(acme.token()).path("id").stringValue();
        String never = UUID.randomUUID().toString();
        String theirs = tenants.aTenant().token();

        assertThat(notRevoked(theirs, id).replace(id, "ID"))
                .isEqualTo(notRevoked(theirs, never).replace(never, "ID"));
        assertThat(list(acme.token(), "").path("items")).hasSize(1);
    }

    @Test
    void aColleagueNeitherSeesNorRevokesIt() {
        String id = made(acme.token()).path("id").stringValue();
        String colleague = acme.memberToken(Scope.PAT_READ, Scope.PAT_WRITE);

        assertThat(list(colleague, "").path("items")).isEmpty();
        notRevoked(colleague, id);
    }

    private String notRevoked(String token, String id) {
        return Objects.requireNonNull(as(token)
                .delete()
                .uri("/v1/run-tokens/" + id)
                .header("X-Request-Id", "same")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode made(String token) {
        return body(create(token, workflow).expectStatus().isCreated());
    }

    private ResponseSpec create(String token, UUID workflow) {
        return as(token)
                .post()
                .uri("/v1/run-tokens")
                .header("X-Request-Id", "same")
                .bodyValue(Map.of("display_name", "GPT", "workflow_id", workflow))
                .exchange();
    }

    private JsonNode list(String token, String query) {
        return body(as(token)
                .get()
                .uri("/v1/run-tokens" + query)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private JsonNode introspected(String token) {
        return body(asService()
                .post()
                .uri("/v1/introspect")
                .bodyValue(Map.of("token", token))
                .exchange()
                .expectStatus()
                .isOk());
    }

    private String exchanged(String token) {
        return body(asService()
                        .post()
                        .uri("/v1/token-exchange")
                        .bodyValue(Map.of("subject_token", token))
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("access_token")
                .stringValue();
    }
}
