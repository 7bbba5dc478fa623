package dev.signalbox.platform.projects;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProjectApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void aProjectIsCreatedAndArchived() {
        var made = body(as(acme.token())
                .post()
                .uri("/v1/projects")
                .bodyValue(Map.of("name", "Second", "slug", "second", "public", true))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\""));
        String uri = "/v1/projects/" + made.path("id").asString();

        as(acme.token()).delete().uri(uri).exchange().expectStatus().isNoContent();

        as(acme.token()).get().uri(uri).exchange().expectStatus().isNotFound();
    }

    @Test
    void aSlugIsTakenOnce() {
        var project = Map.of("name", "Second", "slug", "second", "public", true);
        as(acme.token())
                .post()
                .uri("/v1/projects")
                .bodyValue(project)
                .exchange()
                .expectStatus()
                .isCreated();

        as(acme.token())
                .post()
                .uri("/v1/projects")
                .bodyValue(project)
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("ALREADY_EXISTS");
    }

    @Nested
    class APrivateProject {

        private ProjectId hidden;

        @BeforeEach
        void hide() {
            hidden = tenants.aProject(acme.id(), acme.owner(), false);
        }

        @Test
        void isHiddenFromMembers() {
            as(acme.memberToken(Scope.WORKFLOW_READ))
                    .get()
                    .uri("/v1/projects/" + hidden)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            as(acme.memberToken(Scope.WORKFLOW_READ))
                    .get()
                    .uri("/v1/me")
                    .header("X-Project-Id", hidden.toString())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void isOpenToAnAdminOfTheTenantReadOnly() {
            var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);
            String token = Objects.requireNonNull(
                    tenants.pat(acme.id(), admin, acme.project(), Scope.all()).token());

            as(token)
                    .get()
                    .uri("/v1/projects/" + hidden)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.role")
                    .isEqualTo("project_viewer");
            as(token)
                    .delete()
                    .uri("/v1/projects/" + hidden)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Nested
    class ATokenOfOneProject {

        @Test
        void doesNotSeeAnother() {
            var other = tenants.aProject(acme.id(), acme.owner(), true);
            String token = body(as(acme.token())
                            .post()
                            .uri("/v1/pats")
                            .bodyValue(Map.of(
                                    "display_name", "x",
                                    "scopes", Set.of("workflow:read"),
                                    "project_ids", Set.of(acme.project().toString())))
                            .exchange()
                            .expectStatus()
                            .isCreated())
                    .path("token")
                    .asString();

            as(token)
                    .get()
                    .uri("/v1/projects/" + other)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            as(token)
                    .get()
                    .uri("/v1/me")
                    .header("X-Project-Id", other.toString())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            as(token)
                    .get()
                    .uri("/v1/projects")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(1);
        }
    }

    @Test
    void anotherTenantDoesNotSeeIt() {
        as(tenants.aTenant().token())
                .get()
                .uri("/v1/projects/" + acme.project())
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
