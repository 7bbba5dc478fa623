package dev.signalbox.platform.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class ProjectMemberApiTest extends ApiTest {

    private static final String ADMIN = "project_admin";
    private static final String CONTRIBUTOR = "project_contributor";
    private static final String VIEWER = "project_viewer";

    private TestTenant acme;
    private ProjectId hidden;
    private UserId nell;

    @BeforeEach
    void openATenantWithAPrivateProject() {
        acme = tenants.aTenant();
        hidden = tenants.aProject(acme.id(), acme.owner(), false);
        nell = tenants.person(acme.id(), TenantRole.TENANT_MEMBER);
    }

    @Test
    void whoIsPutIntoAPrivateProjectSeesItAtOnce() {
        see(token(nell)).expectStatus().isNotFound();

        put(acme.token(), nell, CONTRIBUTOR)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo(CONTRIBUTOR);

        see(token(nell)).expectStatus().isOk().expectBody().jsonPath("$.role").isEqualTo(CONTRIBUTOR);
    }

    @Test
    void theSameAgainChangesNothingAndIsWrittenDownOnce() {
        put(acme.token(), nell, VIEWER).expectStatus().isOk();
        put(acme.token(), nell, VIEWER).expectStatus().isOk();

        assertThat(audited("project_member.put")).hasSize(1);
    }

    @Test
    void everybodyInTheProjectSeesWhoElseIs() {
        put(acme.token(), nell, VIEWER).expectStatus().isOk();

        JsonNode first = list(token(nell), "?limit=1");
        JsonNode second =
                list(token(nell), "?limit=1&cursor=" + first.path("next_cursor").asString());

        assertThat(List.of(role(first), role(second))).containsExactlyInAnyOrder(ADMIN, VIEWER);
        assertThat(second.hasNonNull("next_cursor")).isFalse();
    }

    @Test
    void whoIsRemovedSeesNothingAndTheirOpenStreamEnds() {
        put(acme.token(), nell, VIEWER).expectStatus().isOk();
        String token = token(nell);

        StepVerifier.create(stream(token))
                .expectNextMatches(event -> "ready".equals(event.event()))
                .then(() -> remove(acme.token(), nell).expectStatus().isNoContent())
                .expectComplete()
                .verify(Duration.ofSeconds(5));

        see(token).expectStatus().isNotFound();
        assertThat(audited("project_member.remove")).hasSize(1);
    }

    @Nested
    class NobodyGivesMoreThanTheyHold {

        @Test
        void aContributorGivesNothing() {
            put(acme.token(), nell, CONTRIBUTOR).expectStatus().isOk();

            put(token(nell), somebody(), VIEWER).expectStatus().isForbidden();
        }

        @Test
        void anAdminOfTheTenantLetsInOnlyReaders() {
            String admin = token(tenants.person(acme.id(), TenantRole.TENANT_ADMIN));

            put(admin, somebody(), CONTRIBUTOR).expectStatus().isForbidden();
            put(admin, somebody(), VIEWER).expectStatus().isOk();
            put(admin, acme.owner(), VIEWER).expectStatus().isForbidden();
            remove(admin, acme.owner()).expectStatus().isForbidden();
        }

        @Test
        void anAdminOfTheTenantDoesNotLetThemselvesIn() {
            var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);

            put(token(admin), admin, ADMIN).expectStatus().isForbidden();
        }

        @Test
        void anAdminOfTheProjectNeedsNoRoleInTheTenant() {
            put(acme.token(), nell, ADMIN).expectStatus().isOk();

            put(token(nell), somebody(), ADMIN).expectStatus().isOk();
        }

        @Test
        void aTokenWithoutTheScopeDoesNot() {
            put(acme.token(Scope.WORKFLOW_READ), nell, VIEWER).expectStatus().isForbidden();
        }

        @Test
        void aViewerOfAPublicProjectDoesNotGainByLeaving() {
            hidden = acme.project();
            put(acme.token(), nell, VIEWER).expectStatus().isOk();

            remove(token(nell), nell).expectStatus().isForbidden();
        }
    }

    @Nested
    class TheLastAdminOfAPrivateProject {

        @Test
        void cannotGo() {
            remove(acme.token(), acme.owner())
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("CONFLICT");
            put(acme.token(), acme.owner(), VIEWER).expectStatus().isEqualTo(409);

            see(acme.token()).expectBody().jsonPath("$.role").isEqualTo(ADMIN);
        }

        @Test
        void goesWhenThereIsAnother() {
            put(acme.token(), nell, ADMIN).expectStatus().isOk();

            remove(acme.token(), acme.owner()).expectStatus().isNoContent();
        }

        @Test
        void isReplacedByTheOwnerOfTheTenantWhenDisabled() {
            put(acme.token(), nell, ADMIN).expectStatus().isOk();
            remove(acme.token(), acme.owner()).expectStatus().isNoContent();
            put(acme.token(), somebody(), ADMIN).expectStatus().isForbidden();

            member(nell, "disable");

            put(acme.token(), acme.owner(), ADMIN).expectStatus().isOk();
        }

        @Test
        void ofAPublicOneMayGo() {
            hidden = acme.project();

            remove(acme.token(), acme.owner()).expectStatus().isNoContent();
        }
    }

    @Test
    void oneMayLeaveOneself() {
        put(acme.token(), nell, VIEWER).expectStatus().isOk();

        remove(token(nell), nell).expectStatus().isNoContent();

        see(token(nell)).expectStatus().isNotFound();
    }

    @Test
    void whoIsEnabledAgainFindsEverythingAsTheyLeftIt() {
        put(acme.token(), nell, CONTRIBUTOR).expectStatus().isOk();
        String token = token(nell);
        member(nell, "disable");
        see(token).expectStatus().isUnauthorized();

        member(nell, "enable");

        see(token).expectStatus().isOk().expectBody().jsonPath("$.role").isEqualTo(CONTRIBUTOR);
        assertThat(audited("member.enable")).hasSize(1);
    }

    @Nested
    class WhatIsNotThere {

        @Test
        void aProjectOneDoesNotSeeIsLikeOneThatNeverWas() {
            var other = tenants.aTenant();
            var never = new ProjectId(UUID.randomUUID());

            assertAlike(token(nell), hidden, never);
            assertAlike(acme.token(), other.project(), never);
        }

        @Test
        void aPersonOfAnotherTenantIsLikeOneThatNeverWas() {
            var stranger = tenants.aTenant().owner();
            var never = new UserId(UUID.randomUUID());

            assertThat(problem(put(acme.token(), stranger, VIEWER), stranger))
                    .isEqualTo(problem(put(acme.token(), never, VIEWER), never));
            assertThat(problem(remove(acme.token(), stranger), stranger))
                    .isEqualTo(problem(remove(acme.token(), never), never));
        }

        private void assertAlike(String token, ProjectId there, ProjectId never) {
            String path = "/v1/projects/%s/members";
            var client = as(token);

            assertThat(problem(client.get().uri(path.formatted(there)).exchange(), there))
                    .isEqualTo(problem(client.get().uri(path.formatted(never)).exchange(), never));
            assertThat(problem(put(token, there, nell, VIEWER), there))
                    .isEqualTo(problem(put(token, never, nell, VIEWER), never));
            assertThat(problem(remove(token, there, nell), there))
                    .isEqualTo(problem(remove(token, never, nell), never));
        }

        private String problem(ResponseSpec answer, Object id) {
            return Objects.requireNonNull(answer.expectStatus()
                            .isNotFound()
                            .expectBody(String.class)
                            .returnResult()
                            .getResponseBody())
                    .replace(id.toString(), "ID")
                    .replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    private UserId somebody() {
        return tenants.person(acme.id(), TenantRole.TENANT_MEMBER);
    }

    private String token(UserId user) {
        return Objects.requireNonNull(
                tenants.pat(acme.id(), user, hidden, Scope.all()).token());
    }

    private ResponseSpec see(String token) {
        return as(token).get().uri("/v1/projects/" + hidden).exchange();
    }

    private JsonNode list(String token, String query) {
        return body(as(token)
                .get()
                .uri("/v1/projects/" + hidden + "/members" + query)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private static String role(JsonNode page) {
        return page.path("items").path(0).path("role").asString();
    }

    private ResponseSpec put(String token, UserId user, String role) {
        return put(token, hidden, user, role);
    }

    private ResponseSpec put(String token, ProjectId project, UserId user, String role) {
        return as(token)
                .put()
                .uri("/v1/projects/" + project + "/members/" + user)
                .bodyValue(Map.of("role", role))
                .exchange();
    }

    private ResponseSpec remove(String token, UserId user) {
        return remove(token, hidden, user);
    }

    private ResponseSpec remove(String token, ProjectId project, UserId user) {
        return as(token)
                .delete()
                .uri("/v1/projects/" + project + "/members/" + user)
                .exchange();
    }

    private void member(UserId user, String verb) {
        as(acme.token())
                .post()
                .uri("/v1/members/" + user + "/" + verb)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private List<JsonNode> audited(String action) {
        as(acme.token()).get().uri("/v1/audit/verify").exchange().expectStatus().isOk();
        return body(as(acme.token()).get().uri("/v1/audit?limit=200").exchange())
                .path("items")
                .valueStream()
                .filter(event -> event.path("action").asString().equals(action))
                .toList();
    }

    private Flux<ServerSentEvent<JsonNode>> stream(String token) {
        return WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/v1/runs/stream")
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {})
                .filter(event -> event.event() != null);
    }
}
