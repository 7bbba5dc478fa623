package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The same story told by two independent clients, one on each wire. */
class McpStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Installation installation = Installation.shared();
    private String workflow;

    @BeforeEach
    void publishTheApprovalDemo() throws Exception {
        Connectors.addHttp(installation.owner());
        workflow = new Workflows(installation.owner()).publish("Approval story", installation.demo("approve.json"));
    }

    @Test
    void theJavaSdkTellsTheStoryOnTheLegacyWire() throws Exception {
        try (var client = client()) {
            var revision = client.initialize().protocolVersion();
            var tools = client.listTools().tools().stream()
                    .map(McpSchema.Tool::name)
                    .toList();
            var listed = call(client, "workflows_list", Map.of("limit", 200)).path("items");
            var validation = call(client, "workflows_validate", Map.of("workflow_id", workflow));
            var run = call(
                            client,
                            "workflows_execute_command",
                            Map.of("workflow_id", workflow, "command", "start", "params", Map.of()))
                    .path("run_id")
                    .asString();
            var blocked = summaryOnce(client, run, summary -> phase(summary).equals("awaiting_human"));
            var task = call(client, "tasks_list_pending_run", Map.of("workflow_id", workflow, "run_id", run))
                    .at("/items/0/task_id")
                    .asString();
            call(
                    client,
                    "tasks_complete",
                    Map.of("workflow_id", workflow, "run_id", run, "task_id", task, "approved", true));
            var done = summaryOnce(
                    client, run, summary -> summary.path("run_complete").asBoolean());

            assertThat(revision).isEqualTo("2025-11-25");
            assertThat(tools).contains("workflows_list", "tasks_complete").doesNotHaveDuplicates();
            assertThat(listed.valueStream().map(item -> item.path("id").asString()))
                    .contains(workflow);
            assertThat(validation.path("valid").asBoolean())
                    .as("%s", validation)
                    .isTrue();
            assertThat(phase(blocked)).isEqualTo("awaiting_human");
            assertThat(done.path("status").asString()).as("%s", done).isEqualTo("completed");
        }
    }

    @Test
    void theTypeScriptSdkTellsTheStoryOnTheNewWire() throws Exception {
        var told = NodeStory.tell(
                "story.mjs",
                Map.of(
                        "MCP_URL",
                        installation.ports().address(Port.MCP) + "/mcp",
                        "MCP_TOKEN",
                        installation.token(),
                        "WORKFLOW",
                        workflow));

        assertThat(told.path("revision").asString()).isEqualTo("2026-07-28");
        assertThat(told.path("tools").valueStream().map(JsonNode::asString))
                .contains("workflows_list", "tasks_complete");
        assertThat(told.path("listed").asBoolean()).isTrue();
        assertThat(told.path("valid").asBoolean()).isTrue();
        assertThat(told.path("blocked").asString()).isEqualTo("awaiting_human");
        assertThat(told.path("status").asString()).isEqualTo("completed");
    }

    private McpSyncClient client() {
        var transport = HttpClientStreamableHttpTransport.builder(
                        installation.ports().address(Port.MCP).toString())
                .endpoint("/mcp")
                .addHttpRequestCustomizer(
                        (request, _, _, _, _) -> request.setHeader("Authorization", "Bearer " + installation.token()))
                .build();
        return McpClient.sync(transport).requestTimeout(PATIENCE).build();
    }

    private static JsonNode call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        var result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as("%s: %s", tool, result.content()).isNotEqualTo(Boolean.TRUE);
        return JsonHttp.JSON.valueToTree(result.structuredContent());
    }

    private JsonNode summaryOnce(McpSyncClient client, String run, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        var arguments = Map.<String, Object>of("workflow_id", workflow, "run_id", run);
        return Await.value(PATIENCE, () -> call(client, "runs_get_summary", arguments), wanted);
    }

    private static String phase(JsonNode summary) {
        return summary.path("orchestration_phase").asString();
    }
}
