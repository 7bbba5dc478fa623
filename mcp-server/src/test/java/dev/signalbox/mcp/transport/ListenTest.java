package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.EventReader;
import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** Clients of the newest revision listen with a request. */
@TestPropertySource(properties = {"signalbox.mcp.recheck=100ms", "signalbox.mcp.streams-per-caller=2"})
class ListenTest extends McpTest {

    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
    private static final String TOOLS = "notifications/tools/list_changed";
    private static final String SUBSCRIPTION = "/params/_meta/io.modelcontextprotocol~1subscriptionId";
    private static final String RUN = "run://0198a000-0000-7000-8000-0000000000dd";

    @BeforeEach
    void aPlatformWithoutWorkflows() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));
    }

    @Test
    void whatWasGrantedIsSaidFirst() {
        try (EventReader stream = listen("{\"toolsListChanged\":true,\"promptsListChanged\":false}")) {
            stream.awaitMethod(ACKNOWLEDGED);

            var first = stream.messages().getFirst();
            assertThat(first.at("/params/notifications").toString()).isEqualTo("{\"toolsListChanged\":true}");
            assertThat(first.at(SUBSCRIPTION).asInt()).isEqualTo(1);
        }
    }

    @Test
    void aChangeOfRightsIsTold() {
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.awaitMethod(ACKNOWLEDGED);
            PLATFORM.knows(token, Holder.with("workflow:read"));

            var notice = stream.awaitMethod(TOOLS);

            assertThat(notice.at(SUBSCRIPTION).asInt()).isEqualTo(1);
        }
    }

    @Test
    void aChangeOfGroupsIsTold() {
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.awaitMethod(ACKNOWLEDGED);
            PLATFORM.knows(token, Holder.with(ALL_RIGHTS).inGroups("memory", "core"));
            PLATFORM.knows(token, Holder.with("workflow:read").inGroups("core"));

            stream.awaitMethod(TOOLS);
        }
    }

    @Test
    void aChangeOfTheProjectsConnectorsIsTold() {
        PLATFORM.knows(token, Holder.with("workflow:read", "mcp:execute"));
        PLATFORM.answers("GET /v1/mcp/tools", Instance.tools());
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.awaitMethod(ACKNOWLEDGED);
            PLATFORM.answers("GET /v1/mcp/tools", Instance.tools(Instance.GITHUB.tool("list_issues", "read", true)));

            stream.awaitMethod(TOOLS);
        }
    }

    @Test
    void nothingIsToldThatWasNotAskedFor() {
        try (EventReader tools = listen("{\"toolsListChanged\":true}");
                EventReader prompts = listen("{\"promptsListChanged\":true}")) {
            tools.awaitMethod(ACKNOWLEDGED);
            prompts.awaitMethod(ACKNOWLEDGED);
            PLATFORM.knows(token, Holder.with("workflow:read"));

            tools.awaitMethod(TOOLS);
            prompts.awaitMethod("notifications/prompts/list_changed");

            assertThat(tools.methods()).containsOnly(ACKNOWLEDGED, TOOLS);
            assertThat(prompts.methods()).doesNotContain(TOOLS);
        }
    }

    @Test
    void aResourceIsWatched() {
        PLATFORM.answers("GET /v1/runs/" + RUN.substring(6), Said.json("{\"status\":\"running\"}"));
        try (EventReader stream = listen("{\"resourceSubscriptions\":[\"%s\"]}".formatted(RUN))) {
            stream.awaitMethod(ACKNOWLEDGED);
            PLATFORM.answers("GET /v1/runs/" + RUN.substring(6), Said.json("{\"status\":\"completed\"}"));

            var notice = stream.awaitMethod("notifications/resources/updated");

            assertThat(notice.at("/params/uri").asString()).isEqualTo(RUN);
        }
    }

    @Test
    void anUnknownResourceCannotBeWatched() {
        var response = modern().send("subscriptions/listen", wanted("{\"resourceSubscriptions\":[\"memory://x\"]}"));

        assertThat(response.error().path("code").asInt()).isEqualTo(-32602);
    }

    @Test
    void whoTakesNoEventsCannotListen() {
        var response = withToken(token)
                .with("Accept", "application/json")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "subscriptions/listen")
                .post("""
                        {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{},"_meta":{
                         "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                         "io.modelcontextprotocol/clientCapabilities":{}}}}""");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().path("message").asString()).contains("text/event-stream");
    }

    @Test
    void aRevokedTokenEndsItWithAnError() {
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.awaitMethod(ACKNOWLEDGED);
            PLATFORM.revoke(token);

            await().atMost(Duration.ofSeconds(1)).until(stream::hasEnded);

            assertThat(stream.messages().getLast().at("/error/data/code").asString())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void theNotificationEndsIt() {
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.awaitMethod(ACKNOWLEDGED);

            raw().header("MCP-Protocol-Version", "2026-07-28")
                    .post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

            await().until(stream::hasEnded);
        }
    }

    @Test
    void aTokenHasSoManyStreamsAndNoMore() {
        try (EventReader first = listen("{}");
                EventReader second = listen("{}")) {
            first.awaitMethod(ACKNOWLEDGED);
            second.awaitMethod(ACKNOWLEDGED);

            var third = modern().send("subscriptions/listen", wanted("{}"));
            assertThat(third.error().at("/data/code").asString()).isEqualTo("RATE_LIMITED");

            first.stop();
            await().until(() -> {
                try (EventReader again = listen("{}")) {
                    await().until(() -> !again.messages().isEmpty());
                    return again.methods().contains(ACKNOWLEDGED);
                }
            });
        }
    }

    private EventReader listen(String notifications) {
        return modern().listen("subscriptions/listen", wanted(notifications));
    }

    private static ObjectNode wanted(String notifications) {
        ObjectNode params = Json.MAPPER.createObjectNode();
        params.set("notifications", Json.MAPPER.readTree(notifications));
        return params;
    }
}
