package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens of clients that people connected, beside personal ones. */
class ConnectedClientTest extends McpTest {

    private static final String HERE = "http://127.0.0.1:8340/mcp";

    private String connected = "";

    @BeforeEach
    void aClientWithAToken() {
        connected = "signed." + token + ".by-the-sign-in";
        PLATFORM.knows(connected, Holder.with("workflow:read").connected(HERE, "workflow:read", "task:complete"));
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));
    }

    @Test
    void oneThatWasMadeForThisServerIsTaken() {
        assertThat(call("workflows_list").status()).isEqualTo(200);
        assertThat(PLATFORM.asked("GET /v1/workflows"))
                .singleElement()
                .extracting(asked -> asked.header("Authorization"))
                .isEqualTo("Bearer delegated-" + connected);
    }

    @Test
    void oneThatWasMadeForAnotherIsRefusedAndNotExchanged() {
        PLATFORM.knows(connected, Holder.with("workflow:read").connected("https://other.example/mcp", "workflow:read"));

        var refused = call("workflows_list");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate"))
                .contains("error=\"invalid_token\"", "resource_metadata=\"http://127.0.0.1:8340/.well-known");
        assertThat(PLATFORM.asked("POST /v1/token-exchange")).isEmpty();
    }

    @Test
    void aCallItsPersonDidNotAllowNamesTheScopesToAskFor() {
        var refused = call("workflows_execute_command");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate"))
                .startsWith(
                        "Bearer error=\"insufficient_scope\", scope=\"task:complete workflow:read workflow:run\", resource_metadata=");
        assertThat(refused.error().at("/data/code").asString()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void whatAskingWouldNotOpenIsAsIfItWereNotThere() {
        // Granted, but the person's role does not carry it
        assertThat(call("tasks_complete").error().path("message").asString()).isEqualTo("Unknown tool: tasks_complete");
        assertThat(call("never_written").error().path("message").asString()).isEqualTo("Unknown tool: never_written");
    }

    @Test
    void whatItsPersonNarrowedOnPurposeIsNotAskedForAgain() {
        PLATFORM.knows(connected, Holder.with("workflow:read").readingOnly().connected(HERE, "workflow:read"));

        assertThat(call("workflows_execute_command").error().path("message").asString())
                .isEqualTo("Unknown tool: workflows_execute_command");
    }

    @Test
    void aPersonalTokenIsToldNothingOfThat() {
        PLATFORM.knows(token, Holder.with("workflow:read"));

        var refused =
                withToken(token).rpc(1, "tools/call", "{\"name\":\"workflows_execute_command\",\"arguments\":{}}");

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.error().path("message").asString()).isEqualTo("Unknown tool: workflows_execute_command");
    }

    private Response call(String tool) {
        return withToken(connected).rpc(1, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":{}}");
    }
}
