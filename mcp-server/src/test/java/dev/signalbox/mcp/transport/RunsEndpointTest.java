package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.fake.FakePlatform;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The address for those who run one workflow and see nothing else. */
class RunsEndpointTest extends McpTest {

    private static final List<String> FIVE =
            List.of("run_start", "run_advance", "run_status", "run_get_step", "run_repair");
    private static final String RUN = "0198a000-0000-7000-8000-0000000000dd";

    private final String runToken = "wrt_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void aRunToken() {
        PLATFORM.knows(runToken, Holder.running("0198a000-0000-7000-8000-0000000000cc"));
    }

    @Test
    void aRunTokenSeesTheFiveToolsOfGuidedRuns() {
        assertThat(names(runs(runToken).rpc(1, "tools/list", "{}"))).isEqualTo(FIVE);
    }

    @Test
    void aRunTokenIsToldOfItsOwnToolsOnly() {
        String told = runs(runToken)
                .rpc(1, "initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}")
                .result()
                .path("instructions")
                .asString();

        assertThat(told).contains("run_start", "run_advance").doesNotContain("workflows_list");
    }

    @Test
    void aRunTokenLeadsARun() {
        PLATFORM.answers("POST /v1/guided/runs/" + RUN + "/advance", Said.json("{\"accepted\":true}"));

        var response = runs(runToken).rpc(1, "tools/call", """
                {"name":"run_advance","arguments":{"run_id":"%s","step_id":"each#0#ask","answer":["a",1]}}""".formatted(RUN));

        assertThat(response.result().at("/structuredContent/accepted").asBoolean())
                .isTrue();
        assertThat(PLATFORM.asked("POST /v1/guided/runs/" + RUN + "/advance"))
                .singleElement()
                .extracting(asked -> asked.body().toString())
                .isEqualTo("{\"step_id\":\"each#0#ask\",\"answer\":[\"a\",1]}");
    }

    @Test
    void aStepOfALoopIsReachedByItsEncodedName() {
        runs(runToken).rpc(1, "tools/call", """
                {"name":"run_get_step","arguments":{"run_id":"%s","step_id":"each#0#ask"}}""".formatted(RUN));

        assertThat(PLATFORM.asked())
                .extracting(asked -> asked.path())
                .contains("/v1/guided/runs/" + RUN + "/steps/each%230%23ask");
    }

    @Test
    void aToolOfTheOtherAddressIsAsUnknownAsAnyOther() {
        var client = runs(runToken);
        Response core = client.rpc(1, "tools/call", "{\"name\":\"workflows_list\"}");
        Response never = client.rpc(1, "tools/call", "{\"name\":\"xxxxxxxxxxxxxx\"}");

        assertThat(core.http().body().replace("workflows_list", "xxxxxxxxxxxxxx"))
                .isEqualTo(never.http().body());
        assertThat(client.query("tools=workflows_list")
                        .rpc(1, "tools/list", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void itTakesNothingButRunTokens() {
        Response refused = runs(token).rpc(1, "tools/list", "{}");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(refused.error().path("message").asString())
                .contains("run tokens only")
                .contains("/mcp");
        assertThat(PLATFORM.asked("POST /v1/introspect")).isEmpty();
    }

    @Test
    void theOtherAddressDoesNotTakeThem() {
        Response refused = withToken(runToken).rpc(1, "tools/list", "{}");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.error().path("message").asString()).contains("/mcp-runs");
        assertThat(PLATFORM.asked("POST /v1/introspect")).isEmpty();
    }

    @Test
    void anUnknownRunTokenIsRefused() {
        assertThat(runs("wrt_unknown").rpc(1, "tools/list", "{}").status()).isEqualTo(401);
    }

    @Test
    void anotherProjectThanTheWorkflowsIsRefused() {
        assertThat(runs(runToken)
                        .query("project=" + FakePlatform.PROJECT)
                        .rpc(1, "tools/list", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(runs(runToken)
                        .query("project=" + UUID.randomUUID())
                        .rpc(1, "tools/list", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPersonalTokenGetsTheFiveToolsWhenItAsksForThem() {
        assertThat(names(raw().rpc(1, "tools/list", "{}"))).doesNotContainAnyElementsOf(FIVE);
        assertThat(names(raw().query("groups=runs").rpc(1, "tools/list", "{}"))).isEqualTo(FIVE);
    }

    @Test
    void aPersonalTokenLimitedToThemNeedNotAsk() {
        PLATFORM.knows("pat_runs", Holder.with(ALL_RIGHTS).inGroups("runs"));

        assertThat(names(withToken("pat_runs").rpc(1, "tools/list", "{}"))).isEqualTo(FIVE);
        assertThat(withToken("pat_runs")
                        .query("groups=core")
                        .rpc(1, "tools/list", "{}")
                        .result()
                        .path("tools")
                        .size())
                .isZero();
    }

    private RawClient runs(String with) {
        return at("/mcp-runs").header("Authorization", "Bearer " + with);
    }

    private static List<String> names(Response listed) {
        return listed.result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }
}
