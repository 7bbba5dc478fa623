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
    void oneMebibyteIsTakenAndOneByteMoreIsNot() {
        String around = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"filler\":\"%s\"}}";
        int filler = 1024 * 1024 - around.length() + 2;

        assertThat(raw().post(around.formatted("x".repeat(filler))).status()).isEqualTo(200);
        assertThat(raw().post(around.formatted("x".repeat(filler + 1))).status())
                .isEqualTo(413);
    }

    @Test
    void aBodyAsDeepAsAWellIsAParseError() {
        String bomb = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":%s%s}}"
                .formatted("[".repeat(100_000), "]".repeat(100_000));

        var response = raw().post(bomb);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32700);
    }

    @Test
    void anIdIsGivenBackUpToALengthAndRefusedBeyondIt() {
        String longest = "\"%s\"".formatted("i".repeat(1024));
        String message = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}";

        assertThat(raw().post(message.formatted(longest)).json().path("id").asString())
                .hasSize(1024);
        for (String huge : new String[] {"\"%s\"".formatted("i".repeat(1025)), "9".repeat(1025), "9".repeat(100_000)}) {
            var response = raw().post(message.formatted(huge));
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.error().path("code").asInt()).isIn(-32600, -32700);
            assertThat(response.http().body()).hasSizeLessThan(500);
        }
    }

    @Test
    void aWholeNumberBeyondAnyCounterComesBackAsItWas() {
        String huge = "123456789012345678901234567890";

        var response = raw().post("{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}".formatted(huge));

        assertThat(response.http().body()).contains("\"id\":" + huge);
    }

    @Test
    void membersInAnotherCaseAreOtherMembers() {
        assertThat(raw().post("{\"JSONRPC\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                        .error()
                        .path("code")
                        .asInt())
                .isEqualTo(-32600);
        assertThat(raw().post("{\"jsonrpc\":\"2.0\",\"id\":1,\"Method\":\"ping\"}")
                        .error()
                        .path("code")
                        .asInt())
                .isEqualTo(-32600);
        assertThat(raw().post(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"Params\":{\"name\":\"whoami\"}}")
                        .error()
                        .path("code")
                        .asInt())
                .isEqualTo(-32602);
        // Without an id it is a notification, which is taken and answered by nothing
        assertThat(raw().post("{\"jsonrpc\":\"2.0\",\"ID\":1,\"method\":\"ping\"}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aMemberTwiceDeepInsideIsAParseErrorToo() {
        var response = raw().rpc(1, "tools/call", "{\"name\":\"whoami\",\"arguments\":{\"a\":1,\"a\":2}}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("code").asInt()).isEqualTo(-32700);
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
