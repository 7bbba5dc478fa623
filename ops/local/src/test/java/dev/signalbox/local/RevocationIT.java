package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevocationIT {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    static final String INITIALIZE = """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25",
             "capabilities": {}, "clientInfo": {"name": "revocation", "version": "1"}}}
            """;

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Map<String, String> MODERN =
            Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "subscriptions/listen");
    private static final String LISTEN = """
            {"jsonrpc": "2.0", "id": 1, "method": "subscriptions/listen", "params": {
             "notifications": {"toolsListChanged": true},
             "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
                       "io.modelcontextprotocol/clientCapabilities": {}}}}
            """;

    private final Installation installation = Installation.shared();
    private Answer pat;

    @BeforeEach
    void makeAToken() throws Exception {
        pat = installation.owner().post("/v1/pats", """
                {"display_name": "To be revoked", "scopes": ["workflow:read", "mcp:execute"], "expires_in_days": 1}
                """);
        assertThat(pat.status()).as("%s", pat).isEqualTo(201);
    }

    @Test
    void aRevokedTokenIsRefusedByThePlatformWithinASecond() throws Exception {
        var holder = installation.platform(pat.text("token"));
        assertThat(holder.get("/v1/me").status()).isEqualTo(200);

        revoke();

        assertThat(Await.value(ONE_SECOND, () -> holder.get("/v1/me").status(), status -> status == 401))
                .isEqualTo(401);
    }

    @Test
    void aRevokedTokenIsRefusedByTheMcpServerWithinASecond() throws Exception {
        var holder = installation.mcp(pat.text("token"));
        assertThat(holder.post("/mcp", INITIALIZE).status()).isEqualTo(200);

        revoke();

        assertThat(Await.value(ONE_SECOND, () -> holder.post("/mcp", INITIALIZE).status(), status -> status == 401))
                .isEqualTo(401);
    }

    @Test
    void itsOpenStreamsEndAndAnotherMcpServerRefusesItWithinASecond() throws Exception {
        try (var another = installation.anotherMcp()) {
            var here = installation.mcp(pat.text("token"));
            var there = another.caller(pat.text("token"));
            try (var session = here.listen("/mcp", here.openSession(INITIALIZE));
                    var subscription = there.listen("/mcp", LISTEN, MODERN)) {
                Await.value(TEN_SECONDS, session::lines, lines -> !lines.isEmpty());
                Await.value(TEN_SECONDS, subscription::lines, lines -> lines.toString()
                        .contains("acknowledged"));
                assertThat(session.hasEnded()).isFalse();
                assertThat(subscription.lines().toString()).contains("acknowledged");
                assertThat(there.post("/mcp", INITIALIZE).status()).isEqualTo(200);

                revoke();

                var done = Await.value(
                        ONE_SECOND,
                        () -> session.hasEnded()
                                && subscription.hasEnded()
                                && there.post("/mcp", INITIALIZE).status() == 401
                                && here.post("/mcp", INITIALIZE).status() == 401,
                        Boolean::booleanValue);
                assertThat(done)
                        .as("%s %s", session.lines(), subscription.lines())
                        .isTrue();
            }
        }
    }

    private void revoke() throws IOException, InterruptedException {
        assertThat(installation.owner().delete("/v1/pats/" + pat.text("id")).status())
                .isEqualTo(204);
    }
}
