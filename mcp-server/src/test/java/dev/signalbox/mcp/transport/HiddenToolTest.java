package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller does not see does not exist for them. */
class HiddenToolTest extends McpTest {

    private static final String VIEWER = "pat_viewer";

    @BeforeEach
    void aCallerWhoMayOnlyRead() {
        PLATFORM.knows(VIEWER, Holder.with("workflow:read", "workflow:run").readingOnly());
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflows_create", "workflows_execute_command", "analytics_live_runs", "tasks_complete"})
    void aHiddenToolAnswersLikeOneThatWasNeverWritten(String hidden) {
        String never = "x".repeat(hidden.length());

        Response call = call(hidden);

        assertThat(call.status()).isEqualTo(200);
        assertThat(call.http().body().replace(hidden, never))
                .isEqualTo(call(never).http().body());
        assertThat(call.http().headers().map().keySet())
                .isEqualTo(call(never).http().headers().map().keySet());
    }

    @Test
    void itsArgumentsAreNotLookedAt() {
        var call = withToken(VIEWER)
                .rpc(1, "tools/call", "{\"name\":\"workflows_create\",\"arguments\":{\"nonsense\":1}}");

        assertThat(call.error().path("message").asString()).isEqualTo("Unknown tool: workflows_create");
    }

    @Test
    void whatIsListedIsExactlyWhatCanBeCalled() {
        var listed = withToken(VIEWER)
                .rpc(1, "tools/list", "{}")
                .result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
        var all = raw().rpc(1, "tools/list", "{}")
                .result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();

        var callable =
                all.stream().filter(name -> call(name).json().has("result")).toList();

        assertThat(callable).isEqualTo(listed).hasSizeLessThan(all.size());
    }

    private Response call(String tool) {
        return withToken(VIEWER).rpc(1, "tools/call", "{\"name\":\"%s\"}".formatted(tool));
    }
}
