package dev.signalbox.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class OpenApiApiTest extends ApiTest {

    private static final Path DOCS = Path.of("../docs");

    /** Renewed by {@code ops/snapshots}, so that a change of the API is a change somebody reads. */
    @Test
    void theCommittedDescriptionIsTrue() throws IOException {
        isCommitted("openapi.yaml", described(as(tenants.aTenant().token()), "/v3/api-docs.yaml"));
    }

    @Test
    void theCommittedDescriptionOfTheGuidedSurfaceIsTrue() throws IOException {
        isCommitted("openapi-guided.yaml", described(anonymous(), "/v1/guided/openapi.yaml"));
    }

    private static String described(WebTestClient client, String address) {
        return Objects.requireNonNull(client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static void isCommitted(String name, String now) throws IOException {
        Path committed = DOCS.resolve(name);
        if ("renew".equals(System.getProperty("snapshots"))) {
            Files.writeString(committed, now);
        }

        assertThat(now).isEqualTo(Files.readString(committed));
    }

    @Test
    void everyOperationNamesItsScope() {
        JsonNode api = Objects.requireNonNull(as(tenants.aTenant().token())
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());

        assertThat(api.path("paths").properties())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path.getValue().properties()).allSatisfy(operation -> assertThat(
                                operation.getValue().path("x-required-scope").asString())
                        .isNotEmpty()));
    }
}
