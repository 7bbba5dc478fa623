package dev.signalbox.platform.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignInApiTest extends ApiTest {

    private TestTenant acme;
    private String address = "";

    @BeforeEach
    void aTenantAndAnAddressOfItsOwn() {
        acme = tenants.aTenant();
        address = UUID.randomUUID().toString();
    }

    @Test
    void aSignInIsInTheChainOfThePersonsTenant() {
        report(acme.owner(), "succeeded");

        assertThat(ofThisTest(tenantsChain())).singleElement().satisfies(entry -> {
            assertThat(entry.path("action").asString()).isEqualTo("user.sign_in");
            assertThat(entry.path("outcome").asString()).isEqualTo("DONE");
            assertThat(entry.path("actor").asString()).isEqualTo(acme.owner().toString());
        });
    }

    @Test
    void aFailedSignInNamesWhoseAccountWasTriedAndNoActor() {
        report(acme.owner(), "failed");

        await().untilAsserted(() -> assertThat(ofThisTest(tenantsChain()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("outcome").asString()).isEqualTo("FAILED");
                    assertThat(entry.path("target").asString()).isEqualTo("user/" + acme.owner());
                    assertThat(entry.has("actor")).isFalse();
                }));
    }

    @Test
    void oneThatWasRefusedUnseenIsADenial() {
        report(acme.owner(), "throttled");

        await().untilAsserted(() -> assertThat(ofThisTest(tenantsChain()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("outcome").asString()).isEqualTo("DENIED")));
    }

    @Test
    void somebodyUnknownIsInThePlatformsChain() {
        report(null, "failed");

        await().untilAsserted(() -> assertThat(ofThisTest(platformsChain())).hasSize(1));
        assertThat(ofThisTest(tenantsChain())).isEmpty();
    }

    @Test
    void onlyAServiceReports() {
        as(acme.token())
                .post()
                .uri("/v1/internal/sign-ins")
                .bodyValue(Map.of("result", "succeeded", "address", address))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aReportWithoutAResultIsRefused() {
        asService()
                .post()
                .uri("/v1/internal/sign-ins")
                .bodyValue(Map.of("address", address))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void report(@Nullable UserId user, String result) {
        var signIn = new HashMap<String, Object>(Map.of("result", result, "address", address));
        if (user != null) {
            signIn.put("user_id", user.toString());
        }
        asService()
                .post()
                .uri("/v1/internal/sign-ins")
                .bodyValue(signIn)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private List<JsonNode> tenantsChain() {
        as(acme.token()).get().uri("/v1/audit/verify").exchange().expectStatus().isOk();
        return items(body(as(acme.token()).get().uri("/v1/audit?limit=200").exchange()));
    }

    private List<JsonNode> platformsChain() {
        asService()
                .get()
                .uri("/v1/internal/audit/verify")
                .exchange()
                .expectStatus()
                .isOk();
        return items(body(asService().get().uri("/v1/internal/audit?limit=200").exchange()));
    }

    private static List<JsonNode> items(JsonNode page) {
        return page.path("items").valueStream().toList();
    }

    private List<JsonNode> ofThisTest(List<JsonNode> entries) {
        return entries.stream()
                .filter(entry ->
                        entry.path("details").path("address").asString("").equals(address))
                .toList();
    }
}
