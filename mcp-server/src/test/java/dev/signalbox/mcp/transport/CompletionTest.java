package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Ids are completed from what the caller sees. */
class CompletionTest extends McpTest {

    private static final String TRIAGE = "{\"type\":\"ref/prompt\",\"name\":\"triage_failed_run\"}";
    private static final String STRANGER = "pat_of_a_stranger";

    @BeforeEach
    void aPlatformWithTwoWorkflowsAndARun() {
        PLATFORM.knows(STRANGER, Holder.with("task:read"));
        PLATFORM.answers(
                "GET /v1/workflows",
                Said.json(
                        "{\"items\":[{\"id\":\"a1\",\"name\":\"Invoices\"},{\"id\":\"b2\",\"name\":\"Onboarding\"}]}"));
        PLATFORM.answers("GET /v1/runs", Said.json("{\"items\":[{\"run_id\":\"r1\",\"status\":\"failed\"}]}"));
    }

    @Test
    void aWorkflowIsFoundByNameAndById() {
        assertThat(values(complete(raw(), TRIAGE, "workflow_id", "board"))).containsExactly("b2");
        assertThat(values(complete(raw(), TRIAGE, "workflow_id", "a"))).contains("a1");
        assertThat(values(complete(raw(), TRIAGE, "workflow_id", ""))).containsExactly("a1", "b2");
    }

    @Test
    void aRunIsFoundAmongThoseOfItsWorkflow() {
        var answer = raw().rpc(1, "completion/complete", """
                        {"ref":%s,"argument":{"name":"run_id","value":"r"},
                         "context":{"arguments":{"workflow_id":"a1"}}}""".formatted(TRIAGE)).json();

        assertThat(values(answer)).containsExactly("r1");
        assertThat(PLATFORM.asked("GET /v1/runs").getFirst().path()).contains("workflow=a1");
    }

    @Test
    void theAddressOfAResourceIsCompletedToo() {
        assertThat(values(complete(raw(), "{\"type\":\"ref/resource\",\"uri\":\"run://{id}\"}", "id", "r")))
                .containsExactly("r1");
    }

    @Test
    void whatIsFreeTextHasNoCandidates() {
        assertThat(values(complete(raw(), "{\"type\":\"ref/prompt\",\"name\":\"build_workflow\"}", "goal", "x")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage_failed_run", "nothing_like_it"})
    void aHiddenPromptIsAsUnknownAsOneThatIsNot(String name) {
        var answer = complete(
                withToken(STRANGER), "{\"type\":\"ref/prompt\",\"name\":\"%s\"}".formatted(name), "workflow_id", "");

        assertThat(answer.at("/error/message").asString()).isEqualTo("Unknown prompt: " + name);
    }

    @Test
    void aHiddenResourceIsAsUnknownAsOneThatIsNot() {
        String hidden = "{\"type\":\"ref/resource\",\"uri\":\"run://{id}\"}";
        String never = "{\"type\":\"ref/resource\",\"uri\":\"xyz://{id}\"}";

        assertThat(complete(withToken(STRANGER), hidden, "id", "").toString().replace("run:", "xyz:"))
                .isEqualTo(complete(withToken(STRANGER), never, "id", "").toString());
    }

    private static JsonNode complete(RawClient client, String ref, String argument, String value) {
        return client.rpc(1, "completion/complete", """
                        {"ref":%s,"argument":{"name":"%s","value":"%s"}}""".formatted(ref, argument, value))
                .json();
    }

    private static List<String> values(JsonNode answer) {
        return answer.at("/result/completion/values")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
