package dev.signalbox.platform.members;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemberApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
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
}
