package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.EventReader;
import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.ModernClient;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A risky call is made when the platform has used up a person's yes for it, and at no other time. */
@TestPropertySource(properties = {"signalbox.mcp.groups=core,pat,vault,connectors", "signalbox.mcp.risk=true"})
class RiskTest extends McpTest {

    private static final String ARGUMENTS = "{\"display_name\":\"IDE\",\"scopes\":[\"workflow:read\"]}";
    private static final String LEGACY_CALL = """
            {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"pat_create","arguments":%s}}""".formatted(ARGUMENTS);
    private static final String BY_FORM = "{\"elicitation\":{}}";
    private static final String BY_ADDRESS = "{\"elicitation\":{\"url\":{},\"form\":{}}}";
    private static final String ID = "0198a000-0000-7000-8000-00000000000c";

    @BeforeEach
    void aPersonWhoWasNotAskedYet() {
        PLATFORM.knows(token, Holder.with("pat:read", "pat:write"));
        PLATFORM.answers("POST /v1/confirmations", Said.json("""
                {"id":"%s","status":"pending","ticket":"sealed","expires_at":"2026-11-27T10:05:00Z"}""".formatted(ID)));
        PLATFORM.answers("POST /v1/pats", Said.json("{\"token\":\"pat_new\"}"));
    }

    @Test
    void aClientThatCanAskGetsTheQuestionAndNothingIsDone() {
        JsonNode result = client(BY_FORM).call("pat_create", ARGUMENTS).result();

        assertThat(result.path("resultType").asString()).isEqualTo("input_required");
        assertThat(result.path("requestState").asString()).isEqualTo("sealed");
        JsonNode question = result.at("/inputRequests/confirmation");
        assertThat(question.path("method").asString()).isEqualTo("elicitation/create");
        assertThat(question.at("/params/mode").asString()).isEqualTo("form");
        assertThat(question.at("/params/message").asString())
                .contains("pat_create")
                .contains("workflow:read");
        assertThat(question.at("/params/requestedSchema/properties/confirm/type")
                        .asString())
                .isEqualTo("boolean");
        assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();
    }

    @Test
    void thePlatformIsAskedAboutTheToolAndItsArgumentsWithTheirDefaults() {
        client(BY_FORM).call("pat_create", ARGUMENTS);

        JsonNode asked = PLATFORM.asked("POST /v1/confirmations").getFirst().body();
        assertThat(asked.path("tool").asString()).isEqualTo("pat_create");
        assertThat(asked.path("arguments")).isEqualTo(Json.MAPPER.readTree("""
                {"display_name":"IDE","scopes":["workflow:read"],"read_only":false,"expires_in_days":90}"""));
        assertThat(asked.has("accepted")).isFalse();
    }

    @Test
    void whatThePersonSaidGoesToThePlatformWhichClearsTheCall() {
        PLATFORM.answers("POST /v1/confirmations", Said.json("{\"status\":\"cleared\"}"));

        JsonNode result = client(BY_FORM)
                .call("pat_create", ARGUMENTS, answered("accept", "{\"confirm\":true}"))
                .result();

        assertThat(result.path("resultType").asString()).isEqualTo("complete");
        assertThat(result.at("/structuredContent/token").asString()).isEqualTo("pat_new");
        JsonNode asked = PLATFORM.asked("POST /v1/confirmations").getFirst().body();
        assertThat(asked.path("ticket").asString()).isEqualTo("sealed");
        assertThat(asked.path("accepted").asBoolean()).isTrue();
    }

    /** The platform gets it, to hold the yes to exactly this one; the person and the client's log do not. */
    @Test
    void anArgumentThatIsASecretIsNotShownWithTheQuestion() {
        PLATFORM.knows(token, Holder.with("vault:write"));

        JsonNode result = modern().query("groups=vault")
                .capable(BY_FORM)
                .call("vault_write_secret", "{\"name\":\"CRM_KEY\",\"value\":\"correct horse\"}")
                .result();

        assertThat(result.at("/inputRequests/confirmation/params/message").asString())
                .contains("CRM_KEY")
                .contains("•••")
                .doesNotContain("horse");
        JsonNode asked = PLATFORM.asked("POST /v1/confirmations").getFirst().body();
        assertThat(asked.at("/hidden/0").asString()).isEqualTo("value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept {}",
                "accept {\"confirm\":false}",
                "accept {\"confirm\":\"yes\"}",
                "decline {\"confirm\":true}",
                "cancel {}",
                "nonsense {\"confirm\":true}"
            })
    void anythingButATickedAcceptanceIsANo(String answer) {
        PLATFORM.answers("POST /v1/confirmations", Said.json("{\"status\":\"declined\"}"));
        String[] parts = answer.split(" ");

        JsonNode result = client(BY_FORM)
                .call("pat_create", ARGUMENTS, answered(parts[0], parts[1]))
                .result();

        assertThat(PLATFORM.asked("POST /v1/confirmations")
                        .getFirst()
                        .body()
                        .path("accepted")
                        .asBoolean(true))
                .isFalse();
        assertThat(text(result).path("code").asString()).isEqualTo("PERMISSION_DENIED");
        assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();
    }

    /** The person answers in the console: that the client opened its address is no yes. */
    @Test
    void aClientThatCanOpenAnAddressIsGivenTheConsoles() {
        JsonNode result = client(BY_ADDRESS).call("pat_create", ARGUMENTS).result();

        assertThat(result.at("/inputRequests/confirmation/params/mode").asString())
                .isEqualTo("url");
        assertThat(result.at("/inputRequests/confirmation/params/url").asString())
                .isEqualTo("http://127.0.0.1:8090/confirmations/" + ID);

        JsonNode again = client(BY_ADDRESS)
                .call("pat_create", ARGUMENTS, answered("accept", "{}"))
                .result();

        assertThat(again.path("resultType").asString()).isEqualTo("input_required");
        assertThat(PLATFORM.asked("POST /v1/confirmations").getLast().body().has("accepted"))
                .isFalse();
        assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();
    }

    @Test
    void aClientThatCannotAskIsToldWhereItsPersonAnswers() {
        JsonNode result =
                modern().query("groups=pat").call("pat_create", ARGUMENTS).result();

        assertThat(result.path("isError").asBoolean()).isTrue();
        JsonNode failure = text(result);
        assertThat(failure.path("code").asString()).isEqualTo("CONFIRMATION_REQUIRED");
        assertThat(failure.path("retryable").asBoolean()).isTrue();
        assertThat(failure.path("confirmation_url").asString()).isEqualTo("http://127.0.0.1:8090/confirmations/" + ID);
        assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();
    }

    @Test
    void aLegacyClientIsToldTheSame() {
        var result = raw().query("groups=pat")
                .rpc(1, "tools/call", "{\"name\":\"pat_create\",\"arguments\":%s}".formatted(ARGUMENTS))
                .result();

        assertThat(text(result).path("code").asString()).isEqualTo("CONFIRMATION_REQUIRED");
        assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();
    }

    @Test
    void aLegacyClientThatCanAskIsAskedWhileTheCallWaits() {
        RawClient client = legacy("{\"elicitation\":{}}");
        try (EventReader stream = client.listen("POST", LEGACY_CALL)) {
            JsonNode question = stream.awaitMethod("elicitation/create");
            assertThat(question.at("/params/requestedSchema/properties/confirm/type")
                            .asString())
                    .isEqualTo("boolean");
            assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();

            PLATFORM.answers("POST /v1/confirmations", Said.json("{\"status\":\"cleared\"}"));
            answer(client, question, "{\"action\":\"accept\",\"content\":{\"confirm\":true}}");
            stream.awaitEnd();

            assertThat(stream.messages()
                            .getLast()
                            .at("/result/structuredContent/token")
                            .asString())
                    .isEqualTo("pat_new");
            JsonNode asked = PLATFORM.asked("POST /v1/confirmations").getLast().body();
            assertThat(asked.path("ticket").asString()).isEqualTo("sealed");
            assertThat(asked.path("accepted").asBoolean()).isTrue();
        }
    }

    /** That the client opened the address is no yes: the person has to answer there, and the call to be repeated. */
    @Test
    void aLegacyClientThatCanOpenAnAddressIsGivenTheConsoles() {
        RawClient client = legacy("{\"elicitation\":{\"url\":{}}}");
        try (EventReader stream = client.listen("POST", LEGACY_CALL)) {
            JsonNode question = stream.awaitMethod("elicitation/create");
            assertThat(question.at("/params/url").asString()).isEqualTo("http://127.0.0.1:8090/confirmations/" + ID);

            answer(client, question, "{\"action\":\"accept\"}");
            stream.awaitEnd();

            assertThat(text(stream.messages().getLast().path("result"))
                            .path("code")
                            .asString())
                    .isEqualTo("CONFIRMATION_REQUIRED");
            assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();
        }
    }

    @Test
    void aTicketThatIsRefusedIsAFailureAndNoCall() {
        PLATFORM.answers("POST /v1/confirmations", Said.problem(410, "GONE", "This confirmation was used."));

        JsonNode result = client(BY_FORM)
                .call("pat_create", ARGUMENTS, answered("accept", "{\"confirm\":true}"))
                .result();

        assertThat(text(result).path("code").asString()).isEqualTo("GONE");
        assertThat(PLATFORM.asked("POST /v1/pats")).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutArgumentsThatCannotBe() {
        client(BY_FORM).call("pat_create", "{\"display_name\":\"IDE\"}");

        assertThat(PLATFORM.asked("POST /v1/confirmations")).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutAToolWithoutRisk() {
        PLATFORM.answers("GET /v1/pats", Said.json("{\"items\":[]}"));

        client(BY_FORM).call("pat_list", "{}");

        assertThat(PLATFORM.asked("POST /v1/confirmations")).isEmpty();
        assertThat(PLATFORM.asked("GET /v1/pats")).hasSize(1);
    }

    private ModernClient client(String capabilities) {
        return modern().query("groups=pat").capable(capabilities);
    }

    private RawClient legacy(String capabilities) {
        String session = raw().query("groups=pat")
                .rpc(
                        1,
                        "initialize",
                        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":%s}".formatted(capabilities))
                .header("Mcp-Session-Id");
        return raw().query("groups=pat").header("Mcp-Session-Id", session);
    }

    private static void answer(RawClient client, JsonNode question, String result) {
        var response =
                client.post("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(question.path("id"), result));
        assertThat(response.status()).isEqualTo(202);
    }

    private static String answered(String action, String content) {
        return """
                {"requestState":"sealed","inputResponses":{"confirmation":{"action":"%s","content":%s}}}""".formatted(action, content);
    }

    private static JsonNode text(JsonNode result) {
        return Json.MAPPER.readTree(result.at("/content/0/text").asString());
    }
}
