package dev.signalbox.platform.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class InvitationApiTest extends ApiTest {

    private TestTenant acme;
    private String email;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
        email = "nell-" + UUID.randomUUID() + "@example.com";
    }

    @Test
    void theLinkTellsWhoInvitesWhereToAndAsWhat() {
        var hidden = tenants.aProject(acme.id(), acme.owner(), false);
        JsonNode link = read(token(invite(acme.token(), hidden)));

        assertThat(link.path("tenant_name").asString()).isEqualTo("Acme");
        assertThat(link.path("project_name").asString()).isEqualTo("Main");
        assertThat(link.path("project_role").asString()).isEqualTo("project_contributor");
        assertThat(link.path("invited_by").asString()).isEqualTo("Somebody");
        assertThat(link.path("email").asString()).isEqualTo(email);
    }

    @Test
    void whoTheSignInVouchesForJoinsTheTenantAndTheProjectOnce() {
        var hidden = tenants.aProject(acme.id(), acme.owner(), false);
        String token = token(invite(acme.token(), hidden));
        var nell = new UserId(UUID.randomUUID());

        acceptAs(token, nell).expectStatus().isOk();

        acceptAs(token, nell).expectStatus().isNotFound();
        assertThat(placesOf(nell))
                .anyMatch(place -> place.path("project_id").asString().equals(hidden.toString()));
    }

    @Test
    void somebodyNewMayAcceptWithoutACredential() {
        String token = token(invite(acme.token(), null));

        accept(null, token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.tenant_id")
                .isEqualTo(acme.id().toString());
        accept(null, token).expectStatus().isNotFound();
    }

    @Test
    void theSamePersonInTwoTenantsIsOnePerson() {
        var nell = new UserId(UUID.randomUUID());
        acceptAs(token(invite(acme.token(), null)), nell).expectStatus().isOk();
        email = email.toUpperCase(Locale.ROOT);
        String second = token(invite(tenants.aTenant().token(), null));

        accept(pat(acme, nell), second).expectStatus().isOk();

        assertThat(placesOf(nell)).hasSize(2);
    }

    @Nested
    class NobodyJoinsInSomebodyElsesName {

        private UserId nell;
        private String second;

        @BeforeEach
        void inviteSomebodyKnown() {
            nell = new UserId(UUID.randomUUID());
            acceptAs(token(invite(acme.token(), null)), nell).expectStatus().isOk();
            second = token(invite(tenants.aTenant().token(), null));
        }

        @Test
        void whoHasTheLinkAndNoCredentialDoesNot() {
            accept(null, second).expectStatus().isEqualTo(409);

            assertThat(placesOf(nell)).hasSize(1);
        }

        @Test
        void whoSignedInAsSomebodyElseDoesNot() {
            accept(acme.token(), second).expectStatus().isEqualTo(409);
        }

        @Test
        void aFreshSignInForAKnownAddressDoesNot() {
            acceptAs(second, new UserId(UUID.randomUUID())).expectStatus().isEqualTo(409);
        }

        @Test
        void andTheLinkIsStillGoodForThem() {
            accept(null, second).expectStatus().isEqualTo(409);

            acceptAs(second, nell).expectStatus().isOk();
        }
    }

    @Nested
    class ALinkThatIsOfNoUse {

        @Test
        void isAnsweredAlikeWhateverTheReason() throws SQLException {
            String used = token(invite(acme.token(), null));
            accept(null, used).expectStatus().isOk();
            String expired = token(another());
            expire(expired);
            JsonNode revoked = another();
            as(acme.token())
                    .delete()
                    .uri("/v1/invitations/" + revoked.path("id").asString())
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            String invented = "inv_" + "A".repeat(36);

            String never = refusal(invented);
            assertThat(refusal(used)).isEqualTo(never);
            assertThat(refusal(expired)).isEqualTo(never);
            assertThat(refusal(token(revoked))).isEqualTo(never);
        }

        @Test
        void diesWithItsGiversRights() {
            var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);
            String token = token(invite(pat(acme, admin), null));

            as(acme.token())
                    .post()
                    .uri("/v1/members/" + admin + "/disable")
                    .exchange()
                    .expectStatus()
                    .isOk();

            accept(null, token).expectStatus().isNotFound();
        }

        private JsonNode another() {
            email = "another-" + UUID.randomUUID() + "@example.com";
            return invite(acme.token(), null);
        }

        private void expire(String token) throws SQLException {
            try (var connection = database().admin().open();
                    var age = connection.prepareStatement(
                            "update invitation set expires_at = now() where tenant_id = ? and email = ?")) {
                age.setObject(1, acme.id().value());
                age.setString(2, read(token).path("email").asString());
                assertThat(age.executeUpdate()).isEqualTo(1);
            }
        }

        private String refusal(String token) {
            return Objects.requireNonNull(asService()
                            .post()
                            .uri("/v1/internal/invitations/read")
                            .bodyValue(Map.of("token", token))
                            .exchange()
                            .expectStatus()
                            .isNotFound()
                            .expectBody(String.class)
                            .returnResult()
                            .getResponseBody())
                    .replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    @Test
    void whoIsAMemberAlreadyIsNotInvited() {
        accept(null, token(invite(acme.token(), null))).expectStatus().isOk();

        asking(acme.token(), null).expectStatus().isEqualTo(409);
    }

    @Test
    void nobodyInvitesIntoAProjectTheyDoNotAdminister() {
        var hidden = tenants.aProject(acme.id(), acme.owner(), false);
        var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);

        asking(pat(acme, admin), hidden).expectStatus().isForbidden();
    }

    @Test
    void anotherTenantNeitherListsNorRevokesIt() {
        String id = invite(acme.token(), null).path("id").asString();
        var other = as(tenants.aTenant().token());

        other.get()
                .uri("/v1/invitations")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        other.delete().uri("/v1/invitations/" + id).exchange().expectStatus().isNotFound();
    }

    @Test
    void onlyAServiceVouches() {
        as(acme.token())
                .post()
                .uri("/v1/internal/invitations/accept")
                .bodyValue(Map.of("token", "x", "user_id", UUID.randomUUID(), "display_name", "Nell"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private ResponseSpec asking(String token, @Nullable ProjectId project) {
        var invitation = new HashMap<String, Object>(Map.of("email", email, "role", "tenant_member"));
        if (project != null) {
            invitation.putAll(Map.of("project_id", project.toString(), "project_role", "project_contributor"));
        }
        return as(token).post().uri("/v1/invitations").bodyValue(invitation).exchange();
    }

    private JsonNode invite(String token, @Nullable ProjectId project) {
        return body(asking(token, project).expectStatus().isCreated());
    }

    private static String token(JsonNode invitation) {
        return invitation.path("token").asString();
    }

    private JsonNode read(String token) {
        return body(asService()
                .post()
                .uri("/v1/internal/invitations/read")
                .bodyValue(Map.of("token", token))
                .exchange()
                .expectStatus()
                .isOk());
    }

    private ResponseSpec accept(@Nullable String credential, String token) {
        return (credential == null ? anonymous() : as(credential))
                .post()
                .uri("/v1/invitations/" + token + "/accept")
                .bodyValue(Map.of("display_name", "Nell"))
                .exchange();
    }

    private ResponseSpec acceptAs(String token, UserId person) {
        return asService()
                .post()
                .uri("/v1/internal/invitations/accept")
                .bodyValue(Map.of("token", token, "user_id", person.toString(), "display_name", "Nell"))
                .exchange();
    }

    private String pat(TestTenant tenant, UserId user) {
        return Objects.requireNonNull(
                tenants.pat(tenant.id(), user, tenant.project(), Scope.all()).token());
    }

    private JsonNode placesOf(UserId user) {
        return body(asService()
                        .get()
                        .uri("/v1/internal/users/" + user + "/tenants")
                        .exchange())
                .path("items");
    }
}
