package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.ModernClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What a connector does for good outside of Signalbox waits for a person's yes. */
@TestPropertySource(properties = {"signalbox.mcp.groups=core,pat,connectors", "signalbox.mcp.risk=true"})
class ConnectorRiskTest extends McpTest {

    private static final Instance GITHUB = Instance.GITHUB;

    @BeforeEach
    void aDestructiveTool() {
        PLATFORM.knows(token, Holder.with("mcp:execute"));
        PLATFORM.answers(
                "GET /v1/mcp/tools",
                Instance.tools(
                        GITHUB.tool("delete_branch", "destructive", true), GITHUB.tool("add_comment", "write", true)));
        PLATFORM.answers(GITHUB.operation("delete_branch"), Instance.success("{\"deleted\":true}"));
        PLATFORM.answers(GITHUB.operation("add_comment"), Instance.success("{}"));
        PLATFORM.answers("POST /v1/confirmations", Said.json("""
                {"id":"0198a000-0000-7000-8000-00000000000c","status":"pending","ticket":"sealed",
                 "expires_at":"2026-11-27T10:05:00Z"}"""));
    }

    @Test
    void nothingIsDoneBeforeThePersonWasAsked() {
        var result = router().call("delete_branch", "{\"a\":\"main\"}").result();

        assertThat(result.at("/content/0/text").asString()).contains("CONFIRMATION_REQUIRED");
        assertThat(PLATFORM.asked(GITHUB.operation("delete_branch"))).isEmpty();
    }

    @Test
    void theYesIsForThisInstanceAndForTheseArguments() {
        router().call("delete_branch", "{\"a\":\"main\"}");

        var asked = PLATFORM.asked("POST /v1/confirmations").getFirst().body();
        assertThat(asked.path("tool").asString()).isEqualTo("our_github__delete_branch");
        assertThat(asked.path("arguments"))
                .isEqualTo(Json.MAPPER.readTree(
                        "{\"instance_id\":\"%s\",\"arguments\":{\"a\":\"main\"}}".formatted(GITHUB.id())));
    }

    @Test
    void aYesAtOneAddressIsTheSameQuestionAtTheOther() {
        router().call("delete_branch", "{\"a\":\"main\"}");
        modern().call("our_github__delete_branch", "{\"a\":\"main\"}");

        assertThat(PLATFORM.asked("POST /v1/confirmations"))
                .extracting(asked -> asked.body())
                .hasSize(2)
                .allMatch(PLATFORM.asked("POST /v1/confirmations").getFirst().body()::equals);
    }

    @Test
    void aClearedCallIsMade() {
        PLATFORM.answers("POST /v1/confirmations", Said.json("{\"status\":\"cleared\"}"));

        assertThat(router().call("delete_branch", "{}")
                        .result()
                        .at("/structuredContent/deleted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aToolThatOnlyWritesAsksNobody() {
        router().call("add_comment", "{}");

        assertThat(PLATFORM.asked("POST /v1/confirmations")).isEmpty();
    }

    private ModernClient router() {
        return modernAt("/connectors/%s/mcp".formatted(GITHUB.id()));
    }
}
