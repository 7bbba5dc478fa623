package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as a message. */
class BodyTest extends McpTest {

    @Test
    void upToOneMebibyteIsRead() {
        var response = raw().rpc(1, "ping", "{\"filler\":\"%s\"}".formatted("x".repeat(1024 * 1024 - 200)));

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void moreThanOneMebibyteIsTooLarge() {
        var response = raw().rpc(1, "ping", "{\"filler\":\"%s\"}".formatted("x".repeat(1024 * 1024)));

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.error().at("/data/code").asString()).isEqualTo("TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} trailing",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/list\"}",
                "{'jsonrpc':'2.0','id':1,'method':'ping'}"
            })
    void whatIsNotExactlyOneDocumentIsAParseError(String body) {
        var response = raw().post(body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("code").asInt()).isIn(-32700, -32600);
        assertThat(response.json().path("id").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
                "{\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}"
            })
    void whatIsNoMessageIsAnInvalidRequest(String body) {
        var response = raw().post(body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32600);
    }

    @Test
    void onlyJsonIsRead() {
        var response = at("/mcp")
                .with("Content-Type", "text/plain")
                .header("Authorization", "Bearer " + token)
                .rpc(1, "ping", "{}");

        assertThat(response.status()).isEqualTo(415);
    }

    @Test
    void theIdComesBackAsItWas() {
        var response = raw().post("{\"jsonrpc\":\"2.0\",\"id\":\"a-1\",\"method\":\"ping\"}");

        assertThat(response.json().path("id").asString()).isEqualTo("a-1");
    }
}
