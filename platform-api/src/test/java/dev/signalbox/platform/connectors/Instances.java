package dev.signalbox.platform.connectors;

import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Configures connectors over HTTP, as a person would. */
final class Instances {

    private Instances() {}

    /** Named after connector and label. */
    static ConnectorInstance.Id create(WebTestClient client, String connector, String settings) {
        var label = settings.replaceAll("(?s).*\"label\": \"([^\"]*)\".*|.*", "$1");
        return ConnectorInstance.Id.of(created(client, connector, (connector + " " + label).strip(), settings)
                .get("id")
                .asString());
    }

    static JsonNode created(WebTestClient client, String connector, String name, String settings) {
        return Objects.requireNonNull(post(client, connector, name, settings)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    static WebTestClient.ResponseSpec post(WebTestClient client, String connector, String name, String settings) {
        return client.post()
                .uri("/v1/mcp/instances")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"connector_id\": \"%s\", \"name\": \"%s\", \"settings\": %s}"
                        .formatted(connector, name, settings))
                .exchange();
    }
}
