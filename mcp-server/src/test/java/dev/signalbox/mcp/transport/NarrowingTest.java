package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request may give up some of what its token has, and never gain. */
class NarrowingTest extends McpTest {

    @Test
    void onlyTheToolsNamedAreLeft() {
        assertThat(names(raw().query("tools=workflows_list,tasks_complete")))
                .containsExactly("workflows_list", "tasks_complete");
        assertThat(names(raw().header("X-MCP-Tools", "whoami"))).containsExactly("whoami");
    }

    @Test
    void whatWasGivenUpCannotBeCalled() {
        var response = raw().query("tools=whoami").rpc(1, "tools/call", "{\"name\":\"workflows_list\"}");

        assertThat(response.error().path("message").asString()).isEqualTo("Unknown tool: workflows_list");
    }

    @Test
    void readonlyLeavesWhatChangesNothing() {
        assertThat(names(raw().query("readonly=true")))
                .contains("workflows_list", "workflows_validate")
                .doesNotContain("workflows_create", "workflows_execute_command", "tasks_complete")
                .isEqualTo(names(raw().header("X-MCP-Readonly", "true")));
    }

    @Test
    void addressAndHeaderBothHold() {
        var client = raw().query("tools=whoami,workflows_list").header("X-MCP-Tools", "workflows_list,tasks_complete");

        assertThat(names(client)).containsExactly("workflows_list");
    }

    @Test
    void aProjectGoesAlongToThePlatform() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));

        modern().query("project=" + FakePlatform.PROJECT).call("workflows_list", "{}");

        assertThat(PLATFORM.asked("GET /v1/workflows"))
                .singleElement()
                .extracting(asked -> asked.header("X-Project-Id"))
                .isEqualTo(FakePlatform.PROJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groups=nothing",
                "groups=vault",
                "groups=",
                "tools=nothing",
                "tools=whoami,",
                "readonly=yes",
                "readonly",
                "project=7",
                "project=0198a000-0000-7000-8000-00000000dead",
                "risk=on",
                "token=x"
            })
    void whatIsNotKnownIsABadRequestAndNeverIgnored(String query) {
        var response = raw().query(query).rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error().at("/data/code").asString()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void anUnknownHeaderOfOursIsABadRequest() {
        assertThat(raw().header("X-MCP-Risk", "on").rpc(1, "tools/list", "{}").status())
                .isEqualTo(400);
    }

    private static List<String> names(RawClient client) {
        return client.rpc(1, "tools/list", "{}")
                .result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }
}
