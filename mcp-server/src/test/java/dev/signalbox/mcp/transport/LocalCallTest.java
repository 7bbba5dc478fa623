package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.Asked;
import dev.signalbox.mcp.fake.FakePlatform;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A tool that is answered here is counted and audited as every other. */
class LocalCallTest extends McpTest {

    private static final String ALLOWANCE = "POST /v1/internal/tool-calls/allowance";
    private static final String DONE = "POST /v1/internal/tool-calls";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void theAnswerIsWhatThePlatformSaidOfTheCaller() {
        allows(0, 0);

        JsonNode result = whoAmI();

        assertThat(result.at("/structuredContent/email").asString()).isEqualTo("ada@example.com");
        assertThat(result.at("/structuredContent/rights").size()).isEqualTo(ALL_RIGHTS.length);
        assertThat(PLATFORM.asked("GET /v1/me")).hasSize(1);
    }

    @Test
    void aCallForWhichNothingWasCountedIsCountedFirst() {
        allows(0, 0);

        modern().call("whoami", "{}", "{\"_meta\":{\"traceparent\":\"%s\"}}".formatted(TRACE));
        whoAmI();

        assertThat(PLATFORM.asked(ALLOWANCE)).hasSize(2).allSatisfy(asked -> assertThat(asked.header("X-Mcp-Tool"))
                .isEqualTo("whoami"));
        assertThat(PLATFORM.asked(ALLOWANCE).getFirst().header("traceparent")).isEqualTo(TRACE);
        assertThat(PLATFORM.asked(ALLOWANCE).getFirst().body().path("calls").asInt())
                .isZero();
    }

    @Test
    void whatWasCountedAheadIsUsedUpAndToldOf() {
        allows(3, 60_000);

        for (int i = 0; i < 3; i++) {
            whoAmI();
        }
        modern().call("whoami", "{}", "{\"_meta\":{\"traceparent\":\"%s\"}}".formatted(TRACE));

        assertThat(PLATFORM.asked(ALLOWANCE)).hasSize(1);
        await().untilAsserted(() -> {
            assertThat(told()).hasSize(3);
            assertThat(told().map(call -> call.path("traceparent").asString("")))
                    .containsOnlyOnce(TRACE);
        });
        assertThat(PLATFORM.asked(DONE)).allSatisfy(asked -> {
            assertThat(asked.header("Authorization")).isEqualTo("Service " + FakePlatform.SERVICE_SECRET);
            assertThat(asked.body().at("/allowances/0/receipt").asString()).isEqualTo("r-3");
        });

        whoAmI();
        assertThat(PLATFORM.asked(ALLOWANCE)).hasSize(2);
    }

    @Test
    void whatWasCountedAheadIsNotGoodForLonger() {
        allows(100, 0);

        whoAmI();
        whoAmI();

        assertThat(PLATFORM.asked(ALLOWANCE)).hasSize(2);
    }

    @Test
    void anotherTokenHasNoneOfIt() {
        allows(100, 60_000);
        whoAmI();
        PLATFORM.knows("pat_other", FakePlatform.Holder.with(ALL_RIGHTS));

        withToken("pat_other").rpc(2, "tools/call", "{\"name\":\"whoami\"}");

        assertThat(PLATFORM.asked(ALLOWANCE)).hasSize(2);
    }

    @Test
    void manyAtOnceAreAllAnsweredAndNoneIsMadeTwiceOfOneAllowance() {
        allows(10, 60_000);

        var answers = IntStream.range(0, 50)
                .mapToObj(id -> modern().callAsync(id, "whoami", "{}"))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(answer.result().path("isError").asBoolean(true))
                        .isFalse());
        await().untilAsserted(() ->
                assertThat(PLATFORM.asked(ALLOWANCE).size() + told().count()).isEqualTo(50));
    }

    @Test
    void whatIsTooManyIsAFailureWithThePlatformsWords() {
        PLATFORM.answers(ALLOWANCE, new Said(429, """
                        {"status":429,"code":"RATE_LIMITED","detail":"whoami is called more often than it may be. Wait 2 s.",
                         "retryable":true,"retry_after_seconds":2}"""));

        JsonNode result = whoAmI();

        assertThat(result.path("isError").asBoolean()).isTrue();
        JsonNode told = Json.MAPPER.readTree(result.at("/content/0/text").asString());
        assertThat(told.path("code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(told.path("retry_after_seconds").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsLeftIsOfNoUseToARevokedToken() {
        allows(100, 60_000);
        whoAmI();

        PLATFORM.revoke(token);

        await().untilAsserted(() -> assertThat(
                        raw().rpc(1, "tools/call", "{\"name\":\"whoami\"}").status())
                .isEqualTo(401));
    }

    private JsonNode whoAmI() {
        return modern().call("whoami", "{}").result();
    }

    private static void allows(int calls, long milliseconds) {
        PLATFORM.answers(
                ALLOWANCE,
                Said.json("{\"calls\":%d,\"milliseconds\":%d,\"receipt\":\"r-%1$d\"}".formatted(calls, milliseconds)));
    }

    private static Stream<JsonNode> told() {
        return PLATFORM.asked(DONE).stream()
                .map(Asked::body)
                .flatMap(body -> body.path("allowances").valueStream())
                .flatMap(used -> used.path("calls").valueStream());
    }
}
