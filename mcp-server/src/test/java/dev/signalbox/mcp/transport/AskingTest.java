package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.EventReader;
import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;

/** A tool that asks the client something while it works, as legacy clients are asked. */
@ActiveProfiles("conformance")
class AskingTest extends McpTest {

    private static final String OTHER = "pat_333333333333333333333333333333333333";
    private static final String CALL = """
            {"jsonrpc":"2.0","id":9,"method":"tools/call",
             "params":{"name":"test_elicitation","arguments":{"message":"Who?"}}}""";

    @Test
    void theQuestionComesOnTheStreamOfTheCallAndTheAnswerEndsIt() {
        RawClient client = open("{\"elicitation\":{}}");
        try (EventReader stream = client.listen("POST", CALL)) {
            JsonNode question = stream.awaitMethod("elicitation/create");
            assertThat(question.at("/params/message").asString()).isEqualTo("Who?");

            assertThat(answer(client, question, "{\"action\":\"accept\",\"content\":{}}"))
                    .isEqualTo(202);

            stream.awaitEnd();
            var result = stream.messages().getLast();
            assertThat(result.path("id").asInt()).isEqualTo(9);
            assertThat(result.at("/result/content/0/text").asString()).contains("action=accept");
        }
    }

    @Test
    void nobodyElseCanAnswer() {
        PLATFORM.knows(OTHER, Holder.with(ALL_RIGHTS));
        String session = session("{\"elicitation\":{}}");
        RawClient client = raw().header("Mcp-Session-Id", session);
        try (EventReader stream = client.listen("POST", CALL)) {
            JsonNode question = stream.awaitMethod("elicitation/create");

            int stolen =
                    answer(withToken(OTHER).header("Mcp-Session-Id", session), question, "{\"action\":\"accept\"}");
            int foreign = answer(open("{}"), question, "{\"action\":\"accept\"}");

            assertThat(stolen).isEqualTo(404);
            assertThat(foreign).isEqualTo(202);
            assertThat(stream.hasEnded()).isFalse();
            answer(client, question, "{\"action\":\"decline\"}");
            stream.awaitEnd();
            assertThat(stream.messages().getLast().toString()).contains("action=decline");
        }
    }

    @Test
    void aClientThatCannotAnswerIsNotAsked() {
        var response = open("{}").post(CALL);

        assertThat(response.error().path("code").asInt()).isEqualTo(-32021);
        assertThat(response.error().at("/data/requiredCapabilities/elicitation").isObject())
                .isTrue();
    }

    @Test
    void theEndOfTheSessionEndsTheQuestion() {
        RawClient client = open("{\"elicitation\":{}}");
        try (EventReader stream = client.listen("POST", CALL)) {
            stream.awaitMethod("elicitation/create");

            client.send("DELETE", "");

            stream.awaitEnd();
            assertThat(stream.messages().getLast().at("/error/data/code").asString())
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void theEndOfTheTokenEndsTheQuestion() {
        RawClient client = open("{\"elicitation\":{}}");
        try (EventReader stream = client.listen("POST", CALL)) {
            stream.awaitMethod("elicitation/create");

            PLATFORM.revoke(token);

            await().until(stream::hasEnded);
            assertThat(stream.messages().getLast().at("/error/data/code").asString())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void progressAndLogComeBeforeTheResultForWhoWantsThem() {
        RawClient client = open("{}");
        client.rpc(2, "logging/setLevel", "{\"level\":\"info\"}");
        try (EventReader progress =
                        client.listen("POST", call("test_tool_with_progress", "{\"progressToken\":\"p\"}"));
                EventReader log = client.listen("POST", call("test_tool_with_logging", "{}"))) {
            progress.awaitEnd();
            log.awaitEnd();

            assertThat(progress.methods())
                    .containsExactly("notifications/progress", "notifications/progress", "notifications/progress", "");
            assertThat(progress.messages()
                            .getFirst()
                            .at("/params/progressToken")
                            .asString())
                    .isEqualTo("p");
            assertThat(log.methods())
                    .containsExactly("notifications/message", "notifications/message", "notifications/message", "");
        }
    }

    @Test
    void whoWantsNeitherGetsOnePlainAnswer() {
        RawClient client = open("{}");
        client.rpc(2, "logging/setLevel", "{\"level\":\"error\"}");

        var quiet = client.post(call("test_tool_with_logging", "{}"));
        var still = client.post(call("test_tool_with_progress", "{}"));

        assertThat(quiet.header("Content-Type")).isEqualTo("application/json");
        assertThat(still.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void whoTakesNoEventsGetsOnePlainAnswer() {
        var response = withToken(token)
                .with("Accept", "application/json")
                .post(call("test_tool_with_progress", "{\"progressToken\":\"p\"}"));

        assertThat(response.result().at("/content/0/text").asString()).isEqualTo("Done.");
    }

    @Test
    void anUnknownLevelIsRefused() {
        assertThat(open("{}")
                        .rpc(2, "logging/setLevel", "{\"level\":\"loud\"}")
                        .error()
                        .path("code")
                        .asInt())
                .isEqualTo(-32602);
    }

    private RawClient open(String capabilities) {
        return raw().header("Mcp-Session-Id", session(capabilities));
    }

    private String session(String capabilities) {
        return raw().rpc(
                        1,
                        "initialize",
                        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":%s}".formatted(capabilities))
                .header("Mcp-Session-Id");
    }

    private static int answer(RawClient client, JsonNode question, String result) {
        return client.post("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(question.path("id"), result))
                .status();
    }

    private static String call(String tool, String meta) {
        return """
                {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"%s","_meta":%s}}""".formatted(tool, meta);
    }
}
