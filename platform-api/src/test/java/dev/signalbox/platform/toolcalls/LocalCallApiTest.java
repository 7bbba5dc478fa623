package dev.signalbox.platform.toolcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Seals;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** A node takes five calls of a tool at a time. */
@TestPropertySource(properties = "signalbox.tool-calls.per-tool=100")
class LocalCallApiTest extends ApiTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Autowired
    private Seals seals;

    @Autowired
    private Clock clock;

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
    void asManyMoreAreAllowedAsAreWantedAndThere() {
        JsonNode none = allowed(agent, 0);
        assertThat(none.path("calls").asInt()).isZero();
        assertThat(none.has("receipt")).isFalse();

        JsonNode some = allowed(agent, 2);
        assertThat(some.path("calls").asInt()).isEqualTo(2);
        assertThat(some.path("milliseconds").asLong()).isBetween(1L, 1_000L);
        assertThat(allowed(agent, 1000).path("calls").asInt()).isLessThan(5);
    }

    @Test
    void onlyAnExchangedTokenIsAllowedAny() {
        allow(token, 1).expectStatus().isUnauthorized();
    }

    @Test
    void onlyAServiceTellsOfCalls() {
        as(agent)
                .post()
                .uri("/v1/internal/tool-calls")
                .bodyValue(Map.of("allowances", List.of()))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void whatIsToldStandsInTheAuditOfWhoeverWasAllowedIt() {
        String receipt = allowed(agent, 2).path("receipt").asString();

        tell(receipt, Map.of("milliseconds", 7, "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));

        await().untilAsserted(() -> assertThat(calls(token)).anySatisfy(call -> {
            assertThat(call.at("/details/ms").asInt()).isEqualTo(7);
            assertThat(call.path("target").asString()).isEqualTo("tool/whoami");
            assertThat(call.path("outcome").asString()).isEqualToIgnoringCase("done");
            assertThat(call.path("actor").asString()).isEqualTo(acme.owner().toString());
            assertThat(call.path("token_id").isMissingNode()).isFalse();
            assertThat(call.at("/details/trace_id").asString()).isEqualTo(TRACE);
            assertThat(call.at("/details/result").asString()).isEqualTo("200");
        }));
    }

    @Test
    void whatWasDoneWithATokenJustBeforeItWasRevokedIsToldAllTheSame() {
        String brief = acme.token();
        String receipt = allowed(delegated(brief), 1).path("receipt").asString();
        String id = body(as(brief).get().uri("/v1/me").exchange().expectStatus().isOk())
                .path("token_id")
                .asString();
        as(token).delete().uri("/v1/pats/" + id).exchange().expectStatus().is2xxSuccessful();

        tell(receipt, Map.of("milliseconds", 9));

        await().untilAsserted(() -> assertThat(calls(token))
                .anyMatch(call -> call.path("token_id").asString().equals(id)
                        && call.at("/details/ms").asInt() == 9));
    }

    @Test
    void aReceiptThatNobodyWroteStandsForNothing() {
        tell("made-up", Map.of("milliseconds", 8));
        tell(allowed(agent, 1).path("receipt").asString(), Map.of("milliseconds", 7));

        await().untilAsserted(() ->
                assertThat(calls(token)).anyMatch(call -> call.at("/details/ms").asInt() == 7));
        assertThat(calls(token)).noneMatch(call -> call.at("/details/ms").asInt() == 8);
    }

    @Test
    void aReceiptIsGoodForADay() {
        tell(writtenBefore(Duration.ofHours(25)), Map.of("milliseconds", 8));
        tell(writtenBefore(Duration.ofHours(23)), Map.of("milliseconds", 7));

        await().untilAsserted(() ->
                assertThat(calls(token)).anyMatch(call -> call.at("/details/ms").asInt() == 7));
        assertThat(calls(token)).noneMatch(call -> call.at("/details/ms").asInt() == 8);
    }

    @Test
    void whatIsNoNameOfAToolIsAllowedNothing() {
        as(agent)
                .post()
                .uri("/v1/internal/tool-calls/allowance")
                .header(ToolCallFilter.TOOL, "who am i")
                .bodyValue(Map.of("calls", 1))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void anotherTenantSeesNoneOfThem() {
        String theirs = tenants.aTenant().token();
        tell(allowed(agent, 1).path("receipt").asString(), Map.of("milliseconds", 7));
        await().untilAsserted(() -> assertThat(calls(token)).hasSize(2));

        assertThat(calls(theirs)).isEmpty();
    }

    private String writtenBefore(Duration age) {
        return new CallReceipts(seals, Clock.offset(clock, age.negated()))
                .write(new CallReceipts.Receipt(new ToolCaller(acme.id(), acme.owner(), null), "whoami"));
    }

    private JsonNode allowed(String with, int calls) {
        return body(allow(with, calls).expectStatus().isOk());
    }

    private ResponseSpec allow(String with, int calls) {
        return as(with).post()
                .uri("/v1/internal/tool-calls/allowance")
                .header(ToolCallFilter.TOOL, "whoami")
                .bodyValue(Map.of("calls", calls))
                .exchange();
    }

    private void tell(String receipt, Map<String, Object> call) {
        asService()
                .post()
                .uri("/v1/internal/tool-calls")
                .bodyValue(Map.of("allowances", List.of(Map.of("receipt", receipt, "calls", List.of(call)))))
                .exchange()
                .expectStatus()
                .isNoContent();
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
