package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevocationIT {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    static final String INITIALIZE = """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25",
             "capabilities": {}, "clientInfo": {"name": "revocation", "version": "1"}}}
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

    private void revoke() throws IOException, InterruptedException {
        assertThat(installation.owner().delete("/v1/pats/" + pat.text("id")).status())
                .isEqualTo(204);
    }
}
