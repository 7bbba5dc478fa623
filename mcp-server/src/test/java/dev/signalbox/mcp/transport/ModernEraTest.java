package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import org.junit.jupiter.api.Test;

/** The revision 2026-07-28, as a client without a handshake sees it. */
class ModernEraTest extends McpTest {

    @Test
    void discoveryNamesAllRevisionsAndWhoAnswers() {
        var result = modern().discover().result();

        assertThat(result.path("supportedVersions").toString())
                .isEqualTo("[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\"]");
        assertThat(result.path("resultType").asString()).isEqualTo("complete");
        assertThat(result.path("cacheScope").asString()).isEqualTo("private");
        assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asString())
                .isEqualTo("signalbox");
    }

    @Test
    void theListMayBeKeptForAWhileByThisCallerOnly() {
        var result = modern().list().result();

        assertThat(result.path("tools").size()).isEqualTo(22);
        assertThat(result.path("ttlMs").asInt()).isPositive();
        assertThat(result.path("cacheScope").asString()).isEqualTo("private");
    }

    @Test
    void aCallAnswersStructuredAndAsText() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));

        var result = modern().call("workflows_list", "{}").result();

        assertThat(result.path("structuredContent").toString()).isEqualTo("{\"items\":[]}");
        assertThat(result.at("/content/0/text").asString()).isEqualTo("{\"items\":[]}");
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.path("resultType").asString()).isEqualTo("complete");
    }
}
