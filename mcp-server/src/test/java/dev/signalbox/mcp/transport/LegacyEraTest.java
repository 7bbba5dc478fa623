package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The revisions 2025-06-18 and 2025-11-25, byte by byte; the client of the Java SDK has its own test. */
class LegacyEraTest extends McpTest {

    @ParameterizedTest
    @CsvSource({"2025-06-18,2025-06-18", "2025-11-25,2025-11-25", "2024-11-05,2025-11-25", "2026-07-28,2025-11-25"})
    void theRevisionIsTheClientsOrTheNewestOfThisEra(String wanted, String given) {
        var response = raw().rpc(1, "initialize", "{\"protocolVersion\":\"%s\",\"capabilities\":{}}".formatted(wanted));

        assertThat(response.result().path("protocolVersion").asString()).isEqualTo(given);
        assertThat(response.result().at("/serverInfo/name").asString()).isEqualTo("signalbox");
    }

    @Test
    void nothingOfTheNewRevisionLeaksIntoOldAnswers() {
        var result = raw().header("MCP-Protocol-Version", "2025-11-25")
                .rpc(1, "tools/list", "{}")
                .result();

        assertThat(result.propertyNames()).containsExactly("tools");
    }

    @Test
    void aLegacyClientThatSendsMcpMethodIsStillLegacy() {
        var result = raw().header("Mcp-Method", "tools/list")
                .rpc(1, "tools/list", "{}")
                .result();

        assertThat(result.propertyNames()).containsExactly("tools");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01", "2025-03-26", "garbage", "2099-01-01"})
    void anUnknownRevisionInTheHeaderIsABadRequest(String version) {
        var response = raw().header("MCP-Protocol-Version", version).rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32022);
    }

    @Test
    void aProgressTokenDoesNotDisturbACall() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));

        var result = raw().rpc(1, "tools/call", "{\"name\":\"workflows_list\",\"_meta\":{\"progressToken\":7}}")
                .result();

        assertThat(result.path("isError").asBoolean(true)).isFalse();
    }

    @Test
    void pingIsAnsweredAndNotificationsAreAccepted() {
        var ping = raw().rpc(1, "ping", "{}");
        var initialized = raw().post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        assertThat(ping.json().toString()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        assertThat(initialized.status()).isEqualTo(202);
        assertThat(initialized.http().body()).isEmpty();
    }

    @Test
    void withoutASessionThereIsNoStreamToListenTo() {
        var response = raw().send("GET", "");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo("POST, DELETE");
    }

    @Test
    void aMethodOfHttpThatIsNotSpokenIsRefusedWithThoseThatAre() {
        var response = raw().send("PUT", "");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo("POST, GET, DELETE");
    }

    @Test
    void anUnknownMethodIsAnErrorInAnAnswer() {
        var response = raw().rpc(1, "server/discoveries", "{}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32601);
    }
}
