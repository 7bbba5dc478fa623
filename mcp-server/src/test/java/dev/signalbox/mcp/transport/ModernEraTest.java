package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The revision 2026-07-28, as a client without a handshake sees it. */
class ModernEraTest extends McpTest {

    private static final String LIST = """
            {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{
              "io.modelcontextprotocol/protocolVersion":"%s","io.modelcontextprotocol/clientCapabilities":{}}}}""";

    @Test
    void discoveryNamesAllRevisionsAndWhoAnswers() {
        var result = modern().discover().result();

        assertThat(result.path("supportedVersions").toString())
                .isEqualTo("[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\"]");
        assertThat(result.path("resultType").asString()).isEqualTo("complete");
        assertThat(result.path("cacheScope").asString()).isEqualTo("private");
        assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asString())
                .isEqualTo("signalbox");
    }

    @Test
    void theListMayBeKeptForAWhileByThisCallerOnly() {
        var result = modern().list().result();

        assertThat(result.path("tools").size()).isEqualTo(23);
        assertThat(result.path("ttlMs").asInt()).isPositive();
        assertThat(result.path("cacheScope").asString()).isEqualTo("private");
    }

    @Test
    void aCallAnswersStructuredAndAsText() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));

        var result = modern().call("workflows_list", "{}").result();

        assertThat(result.path("structuredContent").toString()).isEqualTo("{\"items\":[]}");
        assertThat(result.at("/content/0/text").asString()).isEqualTo("{\"items\":[]}");
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.path("resultType").asString()).isEqualTo("complete");
    }

    @Test
    void noSessionIsOpened() {
        assertThat(modern().discover().header("Mcp-Session-Id")).isEmpty();
    }

    @Test
    void aNameThatNoHeaderCanCarryTravelsInBase64() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));
        var params = Json.MAPPER.createObjectNode().put("name", "workflows_list");

        var response =
                modern().header("Mcp-Name", "=?base64?d29ya2Zsb3dzX2xpc3Q=?=").send("tools/call", params);

        assertThat(response.result().path("isError").asBoolean(true)).isFalse();
    }

    @Test
    void headersThatContradictTheBodyAreRefused() {
        var other = raw().header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .post(LIST.formatted("2026-07-28"));
        var none = raw().header("MCP-Protocol-Version", "2026-07-28").post(LIST.formatted("2026-07-28"));
        var older = raw().header("MCP-Protocol-Version", "2025-11-25")
                .header("Mcp-Method", "tools/list")
                .post(LIST.formatted("2026-07-28"));

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.error().path("code").asInt()).isEqualTo(-32020);
        assertThat(none.error().path("code").asInt()).isEqualTo(-32020);
        assertThat(older.error().path("code").asInt()).isEqualTo(-32020);
    }

    @ParameterizedTest
    @CsvSource({"tools/call,name", "prompts/get,name", "resources/read,uri"})
    void theNameInTheHeaderIsTheOneInTheBody(String method, String parameter) {
        var missing = modern().send(method, Json.MAPPER.createObjectNode().put(parameter, "a"));
        var other = modern().header("Mcp-Name", "b")
                .send(method, Json.MAPPER.createObjectNode().put(parameter, "a"));

        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.error().path("code").asInt()).isEqualTo(-32020);
        assertThat(other.error().path("code").asInt()).isEqualTo(-32020);
    }

    @Test
    void anUnknownRevisionIsToldWhichThereAre() {
        var response = raw().header("MCP-Protocol-Version", "2099-01-01")
                .header("Mcp-Method", "tools/list")
                .post(LIST.formatted("2099-01-01"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32022);
        assertThat(response.error().at("/data/supported/0").asString()).isEqualTo("2026-07-28");
        assertThat(response.error().at("/data/requested").asString()).isEqualTo("2099-01-01");
    }

    @Test
    void aRequestWithoutItsMetaIsRefused() {
        var response = raw().header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/list")
                .rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "nonsense"
            })
    void whatThisRevisionDoesNotHaveIsNotFound(String method) {
        var response = modern().send(method, Json.MAPPER.createObjectNode());

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32601);
    }
}
