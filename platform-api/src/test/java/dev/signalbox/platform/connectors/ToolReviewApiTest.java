package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class ToolReviewApiTest extends ApiTest {

    private final TestMcpServer server = new TestMcpServer();
    private TestTenant tenant;
    private WebTestClient client;
    private ConnectorInstance.Id instance;

    @BeforeEach
    void configure() {
        tenant = tenants.aTenant();
        client = as(tenant.token());
        instance = Instances.create(client, "remote-mcp", server.settings());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRemoteServerIsTriedAndItsToolsAreListed() {
        assertThat(tools()).isEmpty();

        assertThat(validate().path("valid").asBoolean()).isTrue();

        assertThat(tools()).hasSize(1);
        assertThat(tools().get(0).path("name").asString()).isEqualTo("whose");
        assertThat(tools().get(0).path("risk").asString()).isEqualTo("destructive");
    }

    @Test
    void aChangeWaitsForAPersonWhoIsSignedIn() {
        validate();
        server.description = "Says who calls, and to whom.";
        validate();

        var review = reviews(client).get(0);
        assertThat(review.path("kind").asString()).isEqualTo("changed");
        assertThat(review.path("difference").get(0).asString()).contains("and to whom");
        approve(client, review).expectStatus().isForbidden();

        approve(as(signIn()), review)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();

        assertThat(reviews(client)).isEmpty();
        assertThat(tools().get(0).path("description").asString()).isEqualTo("Says who calls, and to whom.");
    }

    @Test
    void whatWasNotShownIsNotApproved() {
        validate();
        server.description = "Shown.";
        validate();
        var shown = reviews(client).get(0);
        server.description = "Slipped in.";
        validate();

        approve(as(signIn()), shown).expectStatus().isEqualTo(409);
    }

    @Test
    void anotherTenantSeesNothing() {
        validate();
        server.description = "Other.";
        validate();
        var review = reviews(client).get(0);
        var other = as(tenants.aTenant().token());

        other.get()
                .uri("/v1/mcp/instances/{id}/tool-reviews", instance.value())
                .exchange()
                .expectStatus()
                .isNotFound();
        approve(other, review).expectStatus().value(status -> assertThat(status).isIn(403, 404));
    }

    @Test
    void whoMayOnlyReadCannotApprove() {
        validate();
        server.description = "Other.";
        validate();

        approve(as(tenant.token(Scope.MCP_READ)), reviews(client).get(0))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aConnectorWithToolsOfItsOwnHasNothingToReview() {
        var http = Instances.create(client, "http", "{}");

        client.get()
                .uri("/v1/mcp/instances/{id}/tool-reviews", http.value())
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void aServerThatCannotBeReachedSaysWhy() {
        server.close();

        var check = validate();

        assertThat(check.path("valid").asBoolean()).isFalse();
        assertThat(check.path("message").asString()).contains("127.0.0.1");
    }

    private JsonNode validate() {
        return body(client.post()
                .uri("/v1/mcp/instances/{id}/validate", instance.value())
                .exchange()
                .expectStatus()
                .isOk());
    }

    private JsonNode tools() {
        return body(client.get()
                        .uri("/v1/mcp/instances/{id}/tools", instance.value())
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("items");
    }

    private JsonNode reviews(WebTestClient who) {
        return body(who.get()
                        .uri("/v1/mcp/instances/{id}/tool-reviews", instance.value())
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("items");
    }

    private ResponseSpec approve(WebTestClient who, JsonNode review) {
        return who.post()
                .uri(
                        "/v1/mcp/instances/{id}/tool-reviews/{tool}/approve",
                        instance.value(),
                        review.path("tool").asString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"fingerprint\": \"%s\"}"
                        .formatted(review.path("fingerprint").asString()))
                .exchange();
    }

    /** As the console signs its person in. */
    private String signIn() {
        return trustedSignIn()
                .token("JWT", claims -> claims.subject(tenant.owner().toString())
                        .audience(java.util.List.of("platform-api"))
                        .claim("tenant", tenant.id().toString())
                        .claim("project", tenant.project().toString())
                        .claim("scope", "console"));
    }
}
