package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A call that nobody waits for any more ends at the platform too. */
class CancellationTest extends McpTest {

    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"workflows_list\"}}";
    private static final String CANCEL =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}";

    @BeforeEach
    void aPlatformThatTakesForEver() {
        PLATFORM.answers("GET /v1/workflows", _ -> Mono.never());
    }

    @Test
    void goingAwayCancels() {
        CompletableFuture<?> call = raw().sendHttp("POST", CALL.formatted(1));
        await().until(() -> PLATFORM.asked("GET /v1/workflows").size() == 1);

        call.cancel(true);

        await().until(() -> PLATFORM.abandoned().size() == 1);
    }

    @Test
    void theNotificationCancels() {
        var call = raw().sendAsync("POST", CALL.formatted(7));
        await().until(() -> PLATFORM.asked("GET /v1/workflows").size() == 1);

        assertThat(raw().post(CANCEL.formatted(7)).status()).isEqualTo(202);

        assertThat(call.join().error().at("/data/code").asString()).isEqualTo("CANCELLED");
        await().until(() -> PLATFORM.abandoned().size() == 1);
    }

    @Test
    void theCallOfAnotherSessionGoesOn() {
        RawClient mine = inNewSession();
        RawClient theirs = inNewSession();
        var call = theirs.sendAsync("POST", CALL.formatted(7));
        await().until(() -> PLATFORM.asked("GET /v1/workflows").size() == 1);

        mine.post(CANCEL.formatted(7));
        assertThat(call).isNotDone();
        theirs.post(CANCEL.formatted(7));

        assertThat(call.join().error().at("/data/code").asString()).isEqualTo("CANCELLED");
        await().until(() -> PLATFORM.abandoned().size() == 1);
    }

    private RawClient inNewSession() {
        String session = raw().rpc(1, "initialize", "{\"protocolVersion\":\"2025-11-25\"}")
                .header("Mcp-Session-Id");
        return raw().header("Mcp-Session-Id", session);
    }
}
