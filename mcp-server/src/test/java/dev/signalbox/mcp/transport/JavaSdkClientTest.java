package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client we did not write, with a handshake and a session. */
class JavaSdkClientTest extends McpTest {

    private McpSyncClient client;

    @BeforeEach
    void connect() {
        var transport = HttpClientStreamableHttpTransport.builder(address())
                .endpoint("/mcp")
                .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + token))
                .build();
        client = McpClient.sync(transport).build();
        client.initialize();
    }

    @AfterEach
    void disconnect() {
        client.closeGracefully();
    }

    @Test
    void seesTheToolsWithTheirSchemasAndHints() {
        var tools = client.listTools().tools();

        assertThat(tools).extracting(Tool::name).hasSize(23).contains("workflows_list", "tasks_complete");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.outputSchema()).containsEntry("type", "object");
            assertThat(tool.annotations().openWorldHint()).isNotNull();
        });
    }

    @Test
    void callsAToolAndHoldsItsAnswerAgainstTheSchema() {
        PLATFORM.answers("GET /v1/analytics/live-runs", Said.json("{\"total\":2,\"by_status\":{},\"by_phase\":{}}"));

        var result = client.callTool(CallToolRequest.builder("analytics_live_runs")
                .arguments(Map.of())
                .build());

        assertThat(result.isError()).isFalse();
        assertThat(result.structuredContent())
                .isEqualTo(Map.of("total", 2, "by_status", Map.of(), "by_phase", Map.of()));
    }

    @Test
    void readsAProblemOfThePlatformAsAResult() {
        String id = "0198a000-0000-7000-8000-0000000000cc";
        PLATFORM.answers("GET /v1/workflows/" + id, Said.problem(404, "NOT_FOUND", "Workflow does not exist."));

        var result = client.callTool(CallToolRequest.builder("workflows_get")
                .arguments(Map.of("workflow_id", id))
                .build());

        assertThat(result.isError()).isTrue();
        assertThat(((TextContent) result.content().getFirst()).text()).contains("NOT_FOUND");
    }

    @Test
    void isToldThatAToolIsUnknown() {
        var request =
                CallToolRequest.builder("nothing_like_this").arguments(Map.of()).build();

        assertThatThrownBy(() -> client.callTool(request))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("Unknown tool");
    }
}
