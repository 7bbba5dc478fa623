package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A prompt is there for whoever has the tools it speaks of. */
class PromptsTest extends McpTest {

    private static final String READER = "pat_of_a_reader";

    @BeforeEach
    void aCallerWhoMayOnlyRead() {
        PLATFORM.knows(READER, Holder.with("workflow:read").readingOnly());
    }

    @Test
    void allAreListedWithTheirArguments() {
        var prompts = raw().rpc(1, "prompts/list", "{}").result().path("prompts");

        assertThat(names(prompts)).containsExactly("triage_failed_run", "build_workflow", "clear_my_inbox");
        assertThat(prompts.at("/0/arguments/1/name").asString()).isEqualTo("run_id");
        assertThat(prompts.at("/0/arguments/1/required").asBoolean()).isTrue();
    }

    @Test
    void argumentsStandInTheText() {
        var text = get(raw(), "triage_failed_run", "{\"workflow_id\":\"w-1\",\"run_id\":\"r-1\"}")
                .at("/result/messages/0/content/text")
                .asString();

        assertThat(text).contains("workflow_id: w-1", "run_id: r-1").doesNotContain("{", "}");
    }

    @Test
    void whatIsLeftOutIsSaidToBe() {
        var text = get(raw(), "clear_my_inbox", "{}")
                .at("/result/messages/0/content/text")
                .asString();

        assertThat(text).contains("not given").doesNotContain("{focus}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"workflow_id\":\"w\"}",
                "{\"workflow_id\":\"w\",\"run_id\":\" \"}",
                "{\"workflow_id\":\"w\",\"run_id\":\"r\",\"other\":\"o\"}",
                "{\"workflow_id\":\"w\",\"run_id\":1}",
                "[]"
            })
    void argumentsThatDoNotFitAreRefused(String arguments) {
        assertThat(get(raw(), "triage_failed_run", arguments).at("/error/code").asInt())
                .isEqualTo(-32602);
    }

    @Test
    void whoLacksAToolDoesNotSeeThePrompt() {
        var prompts = withToken(READER).rpc(1, "prompts/list", "{}").result().path("prompts");

        assertThat(names(prompts)).containsExactly("triage_failed_run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build_workflow", "clear_my_inbox"})
    void aHiddenPromptAnswersLikeOneThatWasNeverWritten(String hidden) {
        String never = "x".repeat(hidden.length());

        assertThat(get(withToken(READER), hidden, "{\"nonsense\":\"1\"}")
                        .toString()
                        .replace(hidden, never))
                .isEqualTo(get(withToken(READER), never, "{}").toString());
    }

    @Test
    void narrowingHidesIt() {
        var prompts = raw().query("readonly=true")
                .rpc(1, "prompts/list", "{}")
                .result()
                .path("prompts");

        assertThat(names(prompts)).containsExactly("triage_failed_run");
    }

    private static JsonNode get(RawClient client, String name, String arguments) {
        return client.rpc(1, "prompts/get", "{\"name\":\"%s\",\"arguments\":%s}".formatted(name, arguments))
                .json();
    }

    private static List<String> names(JsonNode prompts) {
        return prompts.valueStream()
                .map(prompt -> prompt.path("name").asString())
                .toList();
    }
}
