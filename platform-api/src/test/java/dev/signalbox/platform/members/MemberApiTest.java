package dev.signalbox.platform.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MemberApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void anInvitedPersonJoinsOnce() {
        JsonNode invitation = invite("new-" + UUID.randomUUID() + "@example.com");
        String accept = "/v1/invitations/" + invitation.path("token").asString() + "/accept";

        anonymous()
                .post()
                .uri(accept)
                .bodyValue(Map.of("display_name", "Nell"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.tenant_id")
                .isEqualTo(acme.id().toString());
        anonymous()
                .post()
                .uri(accept)
                .bodyValue(Map.of("display_name", "Nell"))
                .exchange()
                .expectStatus()
                .isNotFound();
        as(acme.token())
                .get()
                .uri("/v1/members")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
    }

    @Test
    void aRevokedInvitationIsOfNoUse() {
        JsonNode invitation = invite("gone-" + UUID.randomUUID() + "@example.com");
        as(acme.token())
                .delete()
                .uri("/v1/invitations/" + invitation.path("id").asString())
                .exchange()
                .expectStatus()
                .isNoContent();

        anonymous()
                .post()
                .uri("/v1/invitations/" + invitation.path("token").asString() + "/accept")
                .bodyValue(Map.of("display_name", "Nell"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void theSamePersonInTwoTenantsIsOnePerson() {
        String email = "twice-" + UUID.randomUUID() + "@example.com";
        JsonNode first = accept(acme, email);
        JsonNode second = accept(tenants.aTenant(), email.toUpperCase(java.util.Locale.ROOT));

        assertThat(second.path("user_id")).isEqualTo(first.path("user_id"));
        asService()
                .get()
                .uri("/v1/internal/users/" + first.path("user_id").asString() + "/tenants")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
    }

    @Test
    void theLastOwnerStays() {
        as(acme.token())
                .post()
                .uri("/v1/members/" + acme.owner() + "/disable")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("CONFLICT");
        as(acme.token()).get().uri("/v1/me").exchange().expectStatus().isOk();
    }

    @Test
    void anAdminCannotTouchAnOwner() {
        var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);
        String token = Objects.requireNonNull(
                tenants.pat(acme.id(), admin, acme.project(), Scope.all()).token());

        as(token)
                .post()
                .uri("/v1/members/" + acme.owner() + "/disable")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anAdminCannotBecomeAnOwner() {
        var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);
        String token = Objects.requireNonNull(
                tenants.pat(acme.id(), admin, acme.project(), Scope.all()).token());

        as(token)
                .patch()
                .uri("/v1/members/" + admin)
                .header("If-Match", "\"1\"")
                .bodyValue(Map.of("role", "tenant_owner"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void nobodyInvitesIntoAProjectTheyDoNotAdminister() {
        var hidden = tenants.aProject(acme.id(), acme.owner(), false);
        var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);
        String token = Objects.requireNonNull(
                tenants.pat(acme.id(), admin, acme.project(), Scope.all()).token());

        as(token)
                .post()
                .uri("/v1/invitations")
                .bodyValue(Map.of(
                        "email",
                        "x@example.com",
                        "role",
                        "tenant_member",
                        "project_id",
                        hidden.toString(),
                        "project_role",
                        "project_admin"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aMemberManagesNobody() {
        as(acme.memberToken(Scope.MEMBER_MANAGE))
                .post()
                .uri("/v1/members/" + acme.owner() + "/disable")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Nested
    class AnotherTenant {

        @Test
        void doesNotSeeAMember() {
            as(tenants.aTenant().token())
                    .get()
                    .uri("/v1/members/" + acme.owner())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void cannotBeNamed() {
            as(acme.token())
                    .get()
                    .uri("/v1/members")
                    .header("X-Tenant-Id", tenants.aTenant().id().toString())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    private JsonNode invite(String email) {
        return invite(acme, email);
    }

    private JsonNode invite(TestTenant tenant, String email) {
        return body(as(tenant.token())
                .post()
                .uri("/v1/invitations")
                .bodyValue(Map.of("email", email, "role", "tenant_member"))
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private JsonNode accept(TestTenant tenant, String email) {
        return body(anonymous()
                .post()
                .uri("/v1/invitations/" + invite(tenant, email).path("token").asString() + "/accept")
                .bodyValue(Map.of("display_name", "Nell"))
                .exchange()
                .expectStatus()
                .isOk());
    }
}
