package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors and the work queue among all the other tools. */
class ConnectorGroupTest extends McpTest {

    private static final Instance GITHUB = Instance.GITHUB;
    private static final Instance QUEUE = new Instance("0198a000-0000-7000-8000-0000000000e2", "loops");

    @BeforeEach
    void aProjectWithConnectors() {
        PLATFORM.knows(token, Holder.with("mcp:execute", "workflow:read", "queue:read", "queue:write"));
        PLATFORM.answers(
                "GET /v1/mcp/tools",
                Instance.tools(GITHUB.tool("list_issues", "read", true), GITHUB.tool("add_comment", "write", true)));
        PLATFORM.answers(
                "GET /v1/queue/tools",
                Instance.tools(
                        QUEUE.tool("loopsmcp_get_next_work", "read", false),
                        QUEUE.tool("loopsmcp_delete_task", "destructive", false)));
    }

    @Test
    void aClientThatAsksForNothingGetsTheConnectorsAndNotTheQueue() {
        assertThat(names(raw().rpc(1, "tools/list", "{}")))
                .contains("workflows_list", "our_github__list_issues", "our_github__add_comment")
                .noneMatch(name -> name.startsWith("loopsmcp_"));
        assertThat(PLATFORM.asked("GET /v1/queue/tools")).isEmpty();
    }

    @Test
    void theQueueComesUnderItsBareNamesWhenItIsAskedFor() {
        PLATFORM.answers("POST /v1/queue/tools/loopsmcp_delete_task", Instance.success("{\"deleted\":\"x\"}"));

        assertThat(names(raw().query("groups=queue").rpc(1, "tools/list", "{}")))
                .containsExactly("loopsmcp_get_next_work", "loopsmcp_delete_task");
        assertThat(raw().query("groups=queue")
                        .rpc(1, "tools/call", "{\"name\":\"loopsmcp_delete_task\",\"arguments\":{\"a\":\"x\"}}")
                        .result()
                        .at("/structuredContent/deleted")
                        .asString())
                .isEqualTo("x");
    }

    @Test
    void whoMayOnlyReadTheQueueSeesWhatReads() {
        PLATFORM.knows(token, Holder.with("queue:read").inGroups("queue"));

        assertThat(names(raw().rpc(1, "tools/list", "{}"))).containsExactly("loopsmcp_get_next_work");
        assertThat(raw().rpc(1, "tools/call", "{\"name\":\"loopsmcp_delete_task\"}")
                        .http()
                        .body()
                        .replace("loopsmcp_delete_task", "loopsmcp_xxxxxx_task"))
                .isEqualTo(raw().rpc(1, "tools/call", "{\"name\":\"loopsmcp_xxxxxx_task\"}")
                        .http()
                        .body());
    }

    @Test
    void aToolIsNamedByItsInstanceInANarrowing() {
        var one = raw().query("tools=our_github__add_comment,workflows_list");

        assertThat(names(one.rpc(1, "tools/list", "{}"))).containsExactly("workflows_list", "our_github__add_comment");
        assertThat(raw().query("tools=our_github__nothing")
                        .rpc(1, "tools/list", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(raw().query("tools=loopsmcp_get_next_work")
                        .rpc(1, "tools/list", "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCallOfAnotherToolDoesNotAskForThem() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));

        raw().rpc(1, "tools/call", "{\"name\":\"workflows_list\"}");

        assertThat(PLATFORM.asked("GET /v1/mcp/tools")).isEmpty();
    }

    @Test
    void withoutAProjectOrARightThereAreNone() {
        PLATFORM.answers("GET /v1/mcp/tools", Said.problem(400, "INVALID_ARGUMENT", "no project is active"));

        assertThat(names(raw().rpc(1, "tools/list", "{}")))
                .contains("workflows_list")
                .noneMatch(name -> name.contains("__"));
    }

    @Test
    void whileThePlatformCannotTellTheListIsRefusedRatherThanShortened() {
        PLATFORM.answers("GET /v1/mcp/tools", Said.problem(503, "UNAVAILABLE", "Not now."));

        assertThat(raw().rpc(1, "tools/list", "{}").error().at("/data/code").asString())
                .isEqualTo("UNAVAILABLE");
    }

    @Test
    void aTokenThatHoldsNothingElseStillOpensThem() {
        PLATFORM.knows(token, Holder.with("mcp:execute").inGroups("connectors"));

        assertThat(names(raw().rpc(1, "tools/list", "{}")))
                .containsExactly("our_github__list_issues", "our_github__add_comment");
    }

    private static List<String> names(Response listed) {
        return listed.result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }
}
