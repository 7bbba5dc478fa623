package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import org.junit.jupiter.api.Test;

/** Who is let in, and with what. */
class CredentialsTest extends McpTest {

    private static final String METADATA =
            "resource_metadata=\"http://127.0.0.1:8340/.well-known/oauth-protected-resource/mcp\"";

    @Test
    void withoutATokenAClientLearnsWhereToGetOne() {
        var response = anonymous().rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer " + METADATA);
        assertThat(response.error().at("/data/code").asString()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void anUnknownTokenIsRefused() {
        var response = withToken("pat_unknown").rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\", " + METADATA);
    }

    @Test
    void aTokenInTheAddressIsRefusedEvenBesideAGoodHeader() {
        assertThat(anonymous()
                        .query("access_token=" + token)
                        .rpc(1, "tools/list", "{}")
                        .status())
                .isEqualTo(401);
        assertThat(raw().query("access_token=" + token)
                        .rpc(1, "tools/list", "{}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void twoAuthorizationHeadersAreRefused() {
        var response = raw().header("Authorization", "Bearer " + token).rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).contains("invalid_request");
    }

    @Test
    void twoTokensInOneHeaderAreRefused() {
        var response = withToken(token + ", Bearer " + token).rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void aTokenThatOpensNothingIsToldWhichScopesWould() {
        PLATFORM.knows("pat_elsewhere", Holder.with("vault:read").inGroups("vault"));

        var response = withToken("pat_elsewhere").rpc(1, "tools/list", "{}");

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("WWW-Authenticate"))
                .startsWith(
                        "Bearer error=\"insufficient_scope\", scope=\"analytics:read mcp:execute mcp:read mcp:write queue:read queue:write task:complete task:read")
                .endsWith(METADATA);
    }

    @Test
    void theTokenItselfNeverReachesAnOperation() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));

        modern().call("workflows_list", "{}");

        assertThat(PLATFORM.asked("GET /v1/workflows"))
                .singleElement()
                .extracting(asked -> asked.header("Authorization"))
                .isEqualTo("Bearer delegated-" + token);
    }

    @Test
    void theMetadataNamesResourceServerAndScopes() {
        var response = at("/.well-known/oauth-protected-resource/mcp").send("GET", "");

        assertThat(response.json().path("resource").asString()).isEqualTo("http://127.0.0.1:8340/mcp");
        assertThat(response.json().at("/authorization_servers/0").asString()).isEqualTo("http://127.0.0.1:8090");
        assertThat(response.json().at("/bearer_methods_supported").toString()).isEqualTo("[\"header\"]");
        assertThat(at("/.well-known/oauth-protected-resource")
                        .send("GET", "")
                        .http()
                        .body())
                .isEqualTo(response.http().body());
    }
}
