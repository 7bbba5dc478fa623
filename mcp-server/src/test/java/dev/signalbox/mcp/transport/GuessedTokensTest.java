package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.McpTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Its own server: the address of all tests is the same. */
@TestPropertySource(properties = "spring.application.name=guessed-tokens")
class GuessedTokensTest extends McpTest {

    @Test
    void whoTriesManyTokensIsSlowedDownAndAValidOneStillWorks() {
        assertThat(withToken("pat_guessed").rpc(1, "tools/list", "{}").status()).isEqualTo(401);
        await().pollInterval(Duration.ZERO)
                .until(() -> withToken("pat_guessed").rpc(1, "tools/list", "{}").status() == 429);

        var response = withToken("pat_guessed").rpc(1, "tools/list", "{}");
        assertThat(response.header("Retry-After")).isEqualTo("60");
        assertThat(response.error().at("/data/code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(raw().rpc(1, "tools/list", "{}").status()).isEqualTo(200);
    }
}
