package dev.signalbox.platform.connected;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers say of themselves is not believed further than it fits. */
class DiscoveryApiTest extends AccountStory {

    @Test
    void aResourceThatIsAnotherIsRefused() {
        server.resourceItClaims = "https://elsewhere.example/mcp";

        assertThat(refusal()).contains("says it is the resource https://elsewhere.example/mcp");
    }

    @Test
    void aServerThatIsAnotherIsRefused() {
        server.issuerItClaims = "https://elsewhere.example";

        assertThat(refusal()).contains("a server must say who it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"plain\""})
    void aServerWithoutProofOfCodesIsRefused(String methods) {
        server.methods = methods;

        assertThat(refusal()).contains("PKCE");
    }

    @Test
    void aConnectorWithoutASignInSaysSo() {
        var refused = body(post(client, "/v1/connected-accounts/authorization-link", """
                {"connector": "http", "identifier": "ada"}
                """)
                .expectStatus()
                .isEqualTo(409));

        assertThat(refused.path("detail").asString()).contains("knows no sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9/mcp",
                "http://[::ffff:10.0.0.1]/mcp",
                "https://169.254.169.254/mcp",
                "https://10.0.0.1/mcp",
                "https://0x7f000001/mcp"
            })
    void anInternalAddressIsNotAsked(String url) {
        client.delete()
                .uri("/v1/mcp/instances/{id}", instance)
                .exchange()
                .expectStatus()
                .isNoContent();
        post(client, "/v1/mcp/instances", """
                {"connector_id": "remote-mcp", "name": "Inside", "settings": {"url": "%s"}}
                """.formatted(url)).expectStatus().isCreated();

        assertThat(refusal()).containsAnyOf("internal", "not allowed", "four decimal numbers");
    }

    private String refusal() {
        return body(post(client, "/v1/connected-accounts/authorization-link", """
                        {"connector": "remote-mcp", "identifier": "ada"}
                        """)
                        .expectStatus()
                        .isEqualTo(409))
                .path("detail")
                .asString();
    }
}
