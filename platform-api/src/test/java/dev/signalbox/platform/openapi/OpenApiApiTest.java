package dev.signalbox.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiApiTest extends ApiTest {

    private static final Path COMMITTED = Path.of("../docs/openapi.yaml");

    /** Renewed by {@code ops/snapshots}, so that a change of the API is a change somebody reads. */
    @Test
    void theCommittedDescriptionIsTrue() throws IOException {
        String now = Objects.requireNonNull(as(tenants.aTenant().token())
                .get()
                .uri("/v3/api-docs.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        if ("renew".equals(System.getProperty("snapshots"))) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, now);
        }

        assertThat(now).isEqualTo(Files.readString(COMMITTED));
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
