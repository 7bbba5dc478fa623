package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpServer;
import dev.signalbox.mcp.fake.FakePlatform;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The process that a client starts itself. */
@Timeout(60)
class StdioTest {

    private static final String TOKEN = "pat_of_the_developer";

    private final FakePlatform platform = new FakePlatform();
    private Process process;
    private BufferedReader output;
    private Writer input;

    @BeforeEach
    void start() throws IOException {
        platform.knows(TOKEN, Holder.with("workflow:read"));
        platform.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                McpServer.class.getName(),
                "--stdio");
        builder.environment().put("SIGNALBOX_PLATFORM_URL", platform.url());
        builder.environment().put("SIGNALBOX_PAT", TOKEN);
        builder.environment().put("LOGGING_LEVEL_ROOT", "info");
        builder.environment().put("SIGNALBOX_MCP_RECHECK", "100ms");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = builder.start();
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
        platform.close();
    }

    @Test
    void speaksNothingButTheProtocolAndEndsWithItsInput() throws Exception {
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}");
        assertThat(receive().at("/result/serverInfo/name").asString()).isEqualTo("signalbox");

        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"workflows_list\"}}");
        assertThat(receive().at("/result/structuredContent").toString()).isEqualTo("{\"items\":[]}");

        send("{");
        assertThat(receive().at("/error/code").asInt()).isEqualTo(-32700);

        input.close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(output.readLine()).isNull();
    }

    @Test
    void theTokenIsItsOwnCredential() throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        receive();

        assertThat(platform.asked("GET /v1/me")).isNotEmpty().allMatch(asked -> ("Bearer " + TOKEN)
                .equals(asked.header("Authorization")));
        assertThat(platform.asked("POST /v1/introspect")).isEmpty();
    }

    @Test
    void theNewRevisionIsSpokenToo() throws IOException {
        send("""
                {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{
                "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""".replace("\n", ""));

        assertThat(receive().at("/result/supportedVersions/0").asString()).isEqualTo("2026-07-28");
    }

    @Test
    void aLegacyClientIsToldOfChangesWithoutAsking() throws IOException {
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}");
        receive();

        platform.knows(TOKEN, Holder.with("workflow:read", "workflow:run"));

        assertThat(receive().path("method").asString()).isEqualTo("notifications/tools/list_changed");
    }

    @Test
    void whoListensIsToldUntilTheInputEnds() throws Exception {
        send("""
                {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},
                "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",
                "io.modelcontextprotocol/clientCapabilities":{}}}}""".replace("\n", ""));
        assertThat(receive().path("method").asString()).isEqualTo("notifications/subscriptions/acknowledged");

        platform.knows(TOKEN, Holder.with("workflow:read", "workflow:run"));
        assertThat(receive().path("method").asString()).isEqualTo("notifications/tools/list_changed");

        input.close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private void send(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    private JsonNode receive() throws IOException {
        return Json.MAPPER.readTree(output.readLine());
    }
}
