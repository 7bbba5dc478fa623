package dev.signalbox.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class ServiceTokenApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void aValidTokenIsDescribed() {
        asService()
                .post()
                .uri("/v1/introspect")
                .bodyValue(Map.of("token", acme.token(Scope.WORKFLOW_READ, Scope.TASK_READ)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.active")
                .isEqualTo(true)
                .jsonPath("$.scope")
                .isEqualTo("task:read workflow:read")
                .jsonPath("$.sub")
                .isEqualTo(acme.owner().toString())
                .jsonPath("$.tenant_id")
                .isEqualTo(acme.id().toString())
                .jsonPath("$.project_id")
                .isEqualTo(acme.project().toString());
    }

    @Test
    void theFormOfTheStandardIsUnderstood() {
        asService()
                .post()
                .uri("/v1/introspect")
                .body(BodyInserters.fromFormData("token", acme.token()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.active")
                .isEqualTo(true);
    }

    @Test
    void anythingElseIsInactiveAndNothingMore() {
        for (String token : Set.of("pat_x", "nonsense", "wrt_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17")) {
            asService()
                    .post()
                    .uri("/v1/introspect")
                    .bodyValue(Map.of("token", token))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void aMemberHasNoTenantScopesWhateverTheTokenSays() {
        asService()
                .post()
                .uri("/v1/introspect")
                .bodyValue(Map.of("token", acme.memberToken(Scope.AUDIT_READ, Scope.WORKFLOW_READ)))
                .exchange()
                .expectBody()
                .jsonPath("$.scope")
                .isEqualTo("workflow:read");
    }

    @Test
    void onlyServicesMayAsk() {
        as(acme.token())
                .post()
                .uri("/v1/introspect")
                .bodyValue(Map.of("token", "x"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        anonymous()
                .post()
                .uri("/v1/introspect")
                .header("Authorization", "Service wrong")
                .bodyValue(Map.of("token", "x"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aServiceMayDoNothingElse() {
        asService().get().uri("/v1/pats").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void anExchangedTokenActsWithTheLimitsOfItsSource() {
        String delegated = exchanged(acme.token(Scope.PAT_READ));

        as(delegated).get().uri("/v1/pats").exchange().expectStatus().isOk();
        as(delegated).get().uri("/v1/audit").exchange().expectStatus().isForbidden();
        as(delegated)
                .get()
                .uri("/v1/me")
                .exchange()
                .expectBody()
                .jsonPath("$.credential")
                .isEqualTo("DELEGATED");
    }

    @Test
    void anExchangedTokenDiesWithItsSource() {
        var source = tenants.pat(acme.id(), acme.owner(), acme.project(), Scope.all());
        String delegated = exchanged(Objects.requireNonNull(source.token()));
        as(acme.token())
                .delete()
                .uri("/v1/pats/" + source.id())
                .exchange()
                .expectStatus()
                .isNoContent();

        as(delegated).get().uri("/v1/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aRevocationIsToldAtOnce() {
        var source = tenants.pat(acme.id(), acme.owner(), acme.project(), Scope.all());
        var told = asService()
                .get()
                .uri("/v1/internal/revocations")
                .exchange()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, String>>>() {})
                .getResponseBody()
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(event -> {
                    if (event.comment() != null) {
                        as(acme.token()).delete().uri("/v1/pats/" + source.id()).exchange();
                    }
                })
                .mapNotNull(event -> event.data() == null ? null : event.data().get("token_id"))
                .filter(source.id().toString()::equals)
                .next();

        StepVerifier.create(told)
                .expectNext(source.id().toString())
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    private String exchanged(String token) {
        JsonNode answer = Objects.requireNonNull(asService()
                .post()
                .uri("/v1/token-exchange")
                .bodyValue(Map.of("subject_token", token))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        assertThat(answer.path("expires_in").asInt()).isLessThanOrEqualTo(60);
        return answer.path("access_token").asString();
    }
}
