package dev.signalbox.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.access.Scope;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ProblemApiTest extends ApiTest {

    private WebTestClient client;

    @BeforeEach
    void signIn() {
        client = as(tenants.aTenant().token());
    }

    @Test
    void anUnknownFieldIsNamed() {
        problem(post("{\"display_name\":\"x\",\"scopes\":[\"pat:read\"],\"colour\":\"red\"}"), 400, "INVALID_ARGUMENT")
                .jsonPath("$.errors[0].field")
                .isEqualTo("colour");
    }

    @Test
    void aWrongTypeIsNamed() {
        problem(
                        post("{\"display_name\":\"x\",\"scopes\":[\"pat:read\"],\"expires_in_days\":\"soon\"}"),
                        400,
                        "INVALID_ARGUMENT")
                .jsonPath("$.errors[0].field")
                .isEqualTo("expires_in_days");
    }

    @Test
    void anUnknownScopeIsNamed() {
        problem(post("{\"display_name\":\"x\",\"scopes\":[\"root\"]}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void aMissingFieldIsNamed() {
        problem(post("{\"scopes\":[\"pat:read\"]}"), 400, "INVALID_ARGUMENT")
                .jsonPath("$.errors[0].field")
                .isEqualTo("display_name");
    }

    @Test
    void brokenJsonIsSaidToBe() {
        problem(post("{"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void anEmptyBodyIsSaidToBe() {
        problem(
                client.post()
                        .uri("/v1/pats")
                        .contentType(MediaType.APPLICATION_JSON)
                        .exchange(),
                400,
                "INVALID_ARGUMENT");
    }

    @Test
    void aBodyOverOneMebibyteIsTooLarge() {
        problem(post("{\"display_name\":\"" + "x".repeat(1024 * 1024) + "\"}"), 413, "TOO_LARGE");
    }

    @Test
    void aBodyOverOneMebibyteWithAnIdempotencyKeyIsTooLarge() {
        problem(
                client.post()
                        .uri("/v1/pats")
                        .header("Idempotency-Key", "k")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("x".repeat(1024 * 1024 + 1))
                        .exchange(),
                413,
                "TOO_LARGE");
    }

    @Test
    void anIdThatIsNoneIsSaidToBe() {
        problem(client.get().uri("/v1/pats/first").exchange(), 400, "INVALID_ARGUMENT");
    }

    @Test
    void aLimitOutOfRangeIsNamed() {
        problem(client.get().uri("/v1/pats?limit=201").exchange(), 400, "INVALID_ARGUMENT")
                .jsonPath("$.errors[0].field")
                .isEqualTo("limit");
    }

    @Test
    void aCursorFromElsewhereIsRefused() {
        problem(client.get().uri("/v1/pats?cursor=abc").exchange(), 400, "INVALID_ARGUMENT");
    }

    @Test
    void anAddressThatIsNoneIsNotFound() {
        problem(client.get().uri("/v1/nothing").exchange(), 404, "NOT_FOUND");
    }

    @Test
    void aMethodThatIsNoneIsSaidToBe() {
        problem(client.put().uri("/v1/pats").exchange(), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void anotherMediaTypeIsSaidToBe() {
        problem(
                client.post()
                        .uri("/v1/pats")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("x")
                        .exchange(),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void withoutATokenEverythingIsUnauthorized() {
        problem(anonymous().get().uri("/v1/pats").exchange(), 401, "UNAUTHENTICATED");
        problem(anonymous().get().uri("/v1/nothing").exchange(), 401, "UNAUTHENTICATED");
    }

    @Test
    void aMissingScopeIsNamedInTheChallenge() {
        as(tenants.aTenant().token(Scope.WORKFLOW_READ))
                .get()
                .uri("/v1/pats")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"pat:read\"");
    }

    @Test
    void theScopeIsCheckedBeforeTheBodyIsRead() {
        as(tenants.aTenant().token(Scope.WORKFLOW_READ))
                .post()
                .uri("/v1/pats")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aRequestIdIsKeptAndStandsInTheProblem() {
        client.get()
                .uri("/v1/nothing")
                .header("X-Request-Id", "mine-1")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "mine-1")
                .expectBody()
                .jsonPath("$.request_id")
                .isEqualTo("mine-1");
    }

    @Test
    void aProblemTellsNothingFromInside() {
        String body = Objects.requireNonNull(post("{\"display_name\":[]}")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());

        assertThat(body).doesNotContain("dev.signalbox", "java.", "Exception", "jackson");
    }

    @Test
    void aVersionIsWantedAndChecked() {
        var tenant = tenants.aTenant();
        String uri = "/v1/projects/" + tenant.project();

        problem(
                as(tenant.token())
                        .patch()
                        .uri(uri)
                        .bodyValue(Map.of("name", "b"))
                        .exchange(),
                428,
                "VERSION_REQUIRED");
        problem(
                        as(tenant.token())
                                .patch()
                                .uri(uri)
                                .header("If-Match", "\"9\"")
                                .bodyValue(Map.of("name", "b"))
                                .exchange(),
                        412,
                        "STALE_VERSION")
                .jsonPath("$.current_version")
                .isEqualTo(1);
        as(tenant.token())
                .patch()
                .uri(uri)
                .header("If-Match", "\"1\"")
                .bodyValue(Map.of("name", "b"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
    }

    private ResponseSpec post(String body) {
        return client.post()
                .uri("/v1/pats")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.BodyContentSpec problem(ResponseSpec response, int status, String code) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.detail")
                .isNotEmpty();
    }
}
