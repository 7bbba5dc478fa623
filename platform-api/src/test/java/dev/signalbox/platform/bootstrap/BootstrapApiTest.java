package dev.signalbox.platform.bootstrap;

import dev.signalbox.platform.ApiTest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class BootstrapApiTest extends ApiTest {

    @Test
    void aWrongTokenIsRefused() {
        install("wrong").expectStatus().isUnauthorized();
    }

    @Test
    void anInstallationWithATenantIsNotBootstrappedAgain() {
        tenants.aTenant();

        install(BOOTSTRAP_TOKEN)
                .expectStatus()
                .isEqualTo(410)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("GONE");
    }

    private ResponseSpec install(String token) {
        return anonymous()
                .post()
                .uri("/v1/bootstrap")
                .header("X-Bootstrap-Token", token)
                .bodyValue(Map.of(
                        "tenant_name",
                        "Acme",
                        "tenant_slug",
                        "acme",
                        "project_name",
                        "Demo",
                        "email",
                        "a@example.com",
                        "display_name",
                        "A",
                        "pat_scopes",
                        Set.of("workflow:read")))
                .exchange();
    }
}
