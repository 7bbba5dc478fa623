package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A session grants nothing: it belongs to the token that opened it. */
@TestPropertySource(properties = "signalbox.mcp.sessions-per-caller=2")
class SessionsTest extends McpTest {

    private static final String OTHER = "pat_111111111111111111111111111111111111";

    @Test
    void initializeOpensOneAndDeleteEndsIt() {
        String session = open();

        assertThat(in(session).rpc(2, "tools/list", "{}").status()).isEqualTo(200);
        assertThat(in(session).send("DELETE", "").status()).isEqualTo(204);
        assertThat(in(session).rpc(3, "tools/list", "{}").status()).isEqualTo(404);
    }

    @Test
    void anotherTokenCannotUseIt() {
        PLATFORM.knows(OTHER, Holder.with(ALL_RIGHTS));
        String session = open();

        var stolen = withToken(OTHER).header("Mcp-Session-Id", session).rpc(2, "tools/list", "{}");
        var unknown = withToken(OTHER).header("Mcp-Session-Id", "0000").rpc(2, "tools/list", "{}");

        assertThat(stolen.status()).isEqualTo(404);
        assertThat(stolen.http().body()).isEqualTo(unknown.http().body());
    }

    @Test
    void theOldestGivesWayWhenThereAreTooMany() {
        String first = open();
        String second = open();
        String third = open();

        assertThat(in(first).rpc(2, "ping", "{}").status()).isEqualTo(404);
        assertThat(in(second).rpc(2, "ping", "{}").status()).isEqualTo(200);
        assertThat(in(third).rpc(2, "ping", "{}").status()).isEqualTo(200);
    }

    @Test
    void noneIsNeeded() {
        assertThat(raw().rpc(1, "tools/list", "{}").status()).isEqualTo(200);
    }

    private String open() {
        return raw().rpc(1, "initialize", "{\"protocolVersion\":\"2025-11-25\"}")
                .header("Mcp-Session-Id");
    }

    private RawClient in(String session) {
        return raw().header("Mcp-Session-Id", session);
    }
}
