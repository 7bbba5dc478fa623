package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code catalog_bff_request} reaches the operations of the catalogue and nothing else. */
class PassthroughTest extends McpTest {

    private static final String ID = "0198a000-0000-7000-8000-00000000000a";

    @BeforeEach
    void aCallerWhoMayReadTheCatalogue() {
        PLATFORM.knows(token, Holder.with("mcp:read", "mcp:write"));
    }

    @Test
    void anOperationIsCalledWithItsQuery() {
        PLATFORM.answers("GET /v1/mcp/instances", Said.json("{\"items\":[]}"));

        JsonNode result = call("GET", "/v1/mcp/instances", ",\"query\":{\"limit\":20,\"cursor\":\"a&b=c\"}");

        assertThat(result.at("/structuredContent/items").isArray()).isTrue();
        assertThat(PLATFORM.asked("GET /v1/mcp/instances").getFirst().path())
                .isEqualTo("/v1/mcp/instances?limit=20&cursor=a%26b%3Dc");
    }

    @Test
    void aChangeCarriesItsVersionAndBody() {
        PLATFORM.answers("PATCH /v1/mcp/instances/" + ID, Said.json("{}"));

        call("PATCH", "/v1/mcp/instances/" + ID, ",\"version\":4,\"body\":{\"name\":\"n\"}");

        var asked = PLATFORM.asked("PATCH /v1/mcp/instances/" + ID).getFirst();
        assertThat(asked.header("If-Match")).isEqualTo("\"4\"");
        assertThat(asked.body().toString()).isEqualTo("{\"name\":\"n\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/mcp/../pats",
                "/v1/mcp/%2e%2e/pats",
                "/v1/mcp/%252e%252e/pats",
                "/v1/mcp/instances;x",
                "/v1/mcp\\\\instances",
                "/v1/mcp/instances\\r\\nX: y",
                "/v1/mcp/instances%0d%0a",
                "http://evil.example/v1/mcp/instances",
                "/v1/mcp/instances/0198a000-0000-7000-8000-00000000000a/credentials",
                "/v1/me"
            })
    void aPathThatIsNoneReachesNothing(String path) {
        JsonNode result = call("GET", path, "");

        assertThat(text(result).path("code").asString()).isEqualTo("INVALID_ARGUMENT");
        assertThat(PLATFORM.asked())
                .extracting(asked -> asked.path())
                .allMatch(asked -> asked.startsWith("/v1/internal")
                        || asked.equals("/v1/introspect")
                        || asked.equals("/v1/token-exchange")
                        || asked.equals("/v1/me"));
        assertThat(PLATFORM.asked()).noneMatch(asked -> asked.header("X-Mcp-Tool") != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"query\":{\"a\":{}}",
                ",\"query\":{\"a b\":1}",
                ",\"query\":{\"X\":1}",
                ",\"body\":{}",
                ",\"version\":-1",
                ",\"headers\":{}"
            })
    void whatDoesNotBelongToTheRequestIsRefused(String more) {
        assertThat(text(call("GET", "/v1/mcp/instances", more)).path("code").asString())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(PLATFORM.asked("GET /v1/mcp/instances")).isEmpty();
    }

    private JsonNode call(String method, String path, String more) {
        return modern().call(
                        "catalog_bff_request", "{\"method\":\"%s\",\"path\":\"%s\"%s}".formatted(method, path, more))
                .result();
    }

    private static JsonNode text(JsonNode result) {
        return Json.MAPPER.readTree(result.at("/content/0/text").asString());
    }
}
