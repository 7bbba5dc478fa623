package dev.signalbox.platform.toolcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = {"signalbox.tool-calls.per-tool=0.5", "signalbox.tool-calls.per-token=2"})
class ToolCallApiTest extends ApiTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private TestTenant acme;
    private String token;
    private String agent;

    @BeforeEach
    void anAgent() {
        acme = tenants.aTenant();
        token = acme.token();
        agent = delegated(token);
    }

    @Test
    void whoCallsAToolTooOftenIsToldWhenToComeBack() {
        call(agent, "whoami").expectStatus().isOk();

        JsonNode problem = body(call(agent, "whoami")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After"));

        assertThat(problem.path("code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(problem.path("retryable").asBoolean()).isTrue();
        assertThat(problem.path("retry_after_seconds").asInt()).isBetween(1, 2);
    }

    @Test
    void anotherToolAndAnotherTokenHaveARateOfTheirOwn() {
        call(agent, "whoami").expectStatus().isOk();
        call(agent, "whoami").expectStatus().isEqualTo(429);

        call(agent, "workflows_list").expectStatus().isOk();
        call(delegated(acme.token()), "whoami").expectStatus().isOk();
    }

    @Test
    void aTokenHasARateOverAllItsTools() {
        List<Integer> answers = List.of("aaa", "bbb", "ccc", "ddd", "eee", "fff", "ggg", "hhh").stream()
                .map(tool ->
                        call(agent, tool).returnResult(Void.class).getStatus().value())
                .toList();

        assertThat(answers).startsWith(200, 200, 200, 200).contains(429);
    }

    /** Nothing but mcp-server's own tokens count: a person's program has no tools. */
    @Test
    void whoCallsTheApiDirectlyIsNotCounted() {
        for (int i = 0; i < 5; i++) {
            call(token, "whoami").expectStatus().isOk();
        }
    }

    @Test
    void everyCallIsAuditedWithItsEndAndItsTrace() {
        as(agent)
                .get()
                .uri("/v1/me")
                .header(ToolCallFilter.TOOL, "whoami")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .exchange()
                .expectStatus()
                .isOk();
        as(agent)
                .get()
                .uri("/v1/runs/0198a000-0000-7000-8000-000000000001")
                .header(ToolCallFilter.TOOL, "run_get")
                .exchange()
                .expectStatus()
                .isNotFound();

        await().untilAsserted(() -> {
            List<JsonNode> calls = calls(token);
            assertThat(calls)
                    .extracting(call -> call.path("target").asString())
                    .containsExactlyInAnyOrder("tool/whoami", "tool/run_get");
            JsonNode whoami = one(calls, "tool/whoami");
            assertThat(whoami.path("outcome").asString()).isEqualToIgnoringCase("done");
            assertThat(whoami.at("/details/trace_id").asString()).isEqualTo(TRACE);
            assertThat(whoami.path("actor").asString()).isEqualTo(acme.owner().toString());
            assertThat(whoami.path("token_id").isMissingNode()).isFalse();
            JsonNode missing = one(calls, "tool/run_get");
            assertThat(missing.path("outcome").asString()).isEqualToIgnoringCase("failed");
            assertThat(missing.at("/details/result").asString()).isEqualTo("NOT_FOUND");
        });
    }

    @Test
    void aCallThatWasTooManyIsAuditedToo() {
        call(agent, "whoami").expectStatus().isOk();
        call(agent, "whoami").expectStatus().isEqualTo(429);

        await().untilAsserted(() -> assertThat(calls(token))
                .extracting(call -> call.at("/details/result").asString())
                .contains("RATE_LIMITED"));
    }

    @Test
    void anotherTenantSeesNoneOfThem() {
        String theirs = tenants.aTenant().token();
        call(agent, "whoami").expectStatus().isOk();
        await().untilAsserted(() -> assertThat(calls(token)).isNotEmpty());

        assertThat(calls(theirs)).isEmpty();
    }

    private ResponseSpec call(String with, String tool) {
        return as(with).get().uri("/v1/me").header(ToolCallFilter.TOOL, tool).exchange();
    }

    private List<JsonNode> calls(String with) {
        return body(as(with).get()
                        .uri("/v1/audit?limit=200")
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("items")
                .valueStream()
                .filter(event -> event.path("action").asString().equals("mcp.call"))
                .toList();
    }

    private static JsonNode one(List<JsonNode> calls, String target) {
        return calls.stream()
                .filter(call -> call.path("target").asString().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private String delegated(String of) {
        return body(asService()
                        .post()
                        .uri("/v1/token-exchange")
                        .bodyValue(Map.of("subject_token", of))
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("access_token")
                .asString();
    }
}
