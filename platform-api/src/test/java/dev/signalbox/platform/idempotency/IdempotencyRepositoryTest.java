package dev.signalbox.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IdempotencyRepositoryTest extends ApiTest {

    @Autowired
    private IdempotencyRepository keys;

    @Test
    void whatIsOlderThanADayIsForgottenInEveryTenant() throws SQLException {
        String old = tenants.aTenant().token();
        create(old);
        try (var connection = database().admin().open();
                var age = connection.createStatement()) {
            age.execute("update idempotency_key set created_at = now() - interval '25 hours'");
        }
        String fresh = tenants.aTenant().token();
        create(fresh);

        assertThat(keys.purge().block()).isPositive();

        create(old).expectHeader().doesNotExist("Idempotency-Replayed");
        create(fresh).expectHeader().valueEquals("Idempotency-Replayed", "true");
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec create(String token) {
        return as(token)
                .post()
                .uri("/v1/pats")
                .header("Idempotency-Key", "k")
                .bodyValue(Map.of("display_name", "x", "scopes", Set.of("workflow:read")))
                .exchange()
                .expectStatus()
                .isCreated();
    }
}
