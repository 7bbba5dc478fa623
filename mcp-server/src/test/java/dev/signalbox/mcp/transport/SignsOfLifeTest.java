package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.EventReader;
import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a client hears of a real tool before it answers, if it wants to. */
@TestPropertySource(properties = "signalbox.mcp.sign-of-life=20ms")
class SignsOfLifeTest extends McpTest {

    private static final String PROGRESS = "notifications/progress";
    private static final String LEGACY = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"workflows_list","_meta":{%s}}}""";
    private static final String MODERN = "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{},";

    private final Sinks.One<Said> answer = Sinks.one();

    @BeforeEach
    void aPlatformThatTakesItsTime() {
        PLATFORM.answers("GET /v1/workflows", _ -> answer.asMono());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowCallIsSaidToBeWorkedOn(boolean modern) {
        try (EventReader stream = call(modern, "\"progressToken\":7")) {
            await().until(() ->
                    stream.methods().stream().filter(PROGRESS::equals).count() > 2);
            List<Integer> steps = stream.messages().stream()
                    .map(step -> step.at("/params/progress").asInt())
                    .toList();
            answer.tryEmitValue(Said.json("{\"items\":[]}"));
            stream.awaitEnd();

            assertThat(steps).isSorted().doesNotHaveDuplicates();
            assertThat(stream.messages().getFirst().at("/params/progressToken").asInt())
                    .isEqualTo(7);
            assertThat(stream.messages()
                            .getLast()
                            .at("/result/structuredContent/items")
                            .isArray())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingTheStreamCancelsTheCall(boolean modern) {
        try (EventReader stream = call(modern, "\"progressToken\":7")) {
            stream.awaitMethod(PROGRESS);

            stream.stop();

            await().until(() -> PLATFORM.abandoned().size() == 1);
        }
    }

    @Test
    void aRequestCanAskForTheLogInTheNewRevision() {
        answer.tryEmitValue(Said.json("{\"items\":[]}"));
        try (EventReader loud = call(true, "\"io.modelcontextprotocol/logLevel\":\"debug\"");
                EventReader quiet = call(true, "\"io.modelcontextprotocol/logLevel\":\"error\"")) {
            loud.awaitEnd();
            var response = quiet.awaitEnd();

            assertThat(loud.messages().getFirst().at("/params/logger").asString())
                    .isEqualTo("workflows_list");
            assertThat(loud.methods()).containsExactly("notifications/message", "");
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        }
    }

    @Test
    void aSlowCallOfAClientThatWantsNothingIsSilent() {
        PLATFORM.answers("GET /v1/workflows", _ -> Mono.delay(java.time.Duration.ofMillis(200))
                .map(_ -> Said.json("{\"items\":[]}")));

        var response = raw().post(LEGACY.formatted(""));

        assertThat(response.header("Content-Type")).isEqualTo("application/json");
    }

    private EventReader call(boolean modern, String meta) {
        RawClient client = modern
                ? raw().header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", "workflows_list")
                : raw();
        return client.listen("POST", LEGACY.formatted((modern ? MODERN : "") + meta));
    }
}
