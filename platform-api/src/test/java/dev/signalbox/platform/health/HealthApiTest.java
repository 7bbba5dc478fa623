package dev.signalbox.platform.health;

import dev.signalbox.platform.ApiTest;
import org.junit.jupiter.api.Test;

class HealthApiTest extends ApiTest {

    @Test
    void aCallerIsToldWhereTheyAreAndThatTheDatabaseAnswers() {
        var acme = tenants.aTenant();

        as(acme.token())
                .get()
                .uri("/v1/health/summary")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ok")
                .jsonPath("$.database.up")
                .isEqualTo(true)
                .jsonPath("$.project_id")
                .isEqualTo(acme.project().toString());
    }
}
