package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A work queue at the address of its instance, by clients that nobody here wrote. */
class QueueStoryIT {

    private final Installation installation = Installation.shared();

    @Test
    void aClientWorksWithAllTwentyToolsAndFiftyAgentsDoEachTaskOnce() throws Exception {
        var told = NodeStory.tell(
                "queue.mjs",
                Map.of(
                        "MCP_URL",
                        installation.ports().address(Port.MCP) + address(queue("Told")),
                        "MCP_TOKEN",
                        installation.token()));

        assertThat(told.path("tools").valueStream().map(JsonNode::asString))
                .hasSize(20)
                .containsExactlyInAnyOrderElementsOf(told.path("called")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertThat(told.path("story")).isEqualTo(JsonHttp.JSON.readTree("""
                        {"unassigned": true, "inLoop": true, "first": true, "next": true, "takenTwice": "CONFLICT",
                         "cleared": true}"""));
        assertThat(told.path("crowd"))
                .isEqualTo(JsonHttp.JSON.readTree("{\"tasks\": 60, \"doneOnce\": 60, \"shipped\": 60}"));
    }

    @Test
    void theJavaSdkSeesTheSameToolsOnTheLegacyWire() throws Exception {
        var transport = HttpClientStreamableHttpTransport.builder(
                        installation.ports().address(Port.MCP).toString())
                .endpoint(address(queue("Legacy")))
                .addHttpRequestCustomizer(
                        (request, _, _, _, _) -> request.setHeader("Authorization", "Bearer " + installation.token()))
                .build();
        try (var client =
                McpClient.sync(transport).requestTimeout(Duration.ofSeconds(30)).build()) {
            client.initialize();

            assertThat(client.listTools().tools())
                    .hasSize(20)
                    .extracting(McpSchema.Tool::name)
                    .contains("loopsmcp_ship_loop");
            assertThat(client.callTool(McpSchema.CallToolRequest.builder("loopsmcp_get_next_work")
                                    .arguments(Map.of())
                                    .build())
                            .isError())
                    .isNotEqualTo(Boolean.TRUE);
        }
    }

    private static String address(String instance) {
        return "/connectors/%s/mcp".formatted(instance);
    }

    private String queue(String name) throws IOException, InterruptedException {
        var made = installation.owner().post("/v1/mcp/instances", """
                {"connector_id": "loops", "name": "%s", "settings": {"workspace_name": "%s"}}""".formatted(name, name));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return made.body().path("id").asString();
    }
}
