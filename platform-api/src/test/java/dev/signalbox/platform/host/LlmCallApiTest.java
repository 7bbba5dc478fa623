package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LlmCallApiTest extends ModelApiTest {

    private static final String AGE = """
            {'type': 'object', 'properties': {'age': {'type': 'integer'}}, 'required': ['age'], 'additionalProperties': false}""";

    @ParameterizedTest
    @ValueSource(strings = {OPENAI, ANTHROPIC})
    @Clause({
        "Asks a language model.",
        "model_ref | direct.<provider>.<model>",
        "prompt | what the model is asked",
        "The result is {text, usage}, with"
    })
    void theResultIsTheTextAndWhatItCost(String ref) throws InterruptedException {
        model.says("A fox.");

        var result = result(run(ask(ref, ""), "{'trigger_payload': {'name': 'Reynard'}}"));

        assertThat(question().path("messages").toString()).contains("Who is Reynard?");
        assertThat(result.path("text").stringValue()).isEqualTo("A fox.");
        assertThat(result.path("usage").path("model").stringValue())
                .startsWith(ref.substring(ref.lastIndexOf('.') + 1));
        assertThat(result.path("usage").path("input_tokens").intValue()).isEqualTo(11);
        assertThat(result.path("usage").path("output_tokens").intValue()).isEqualTo(7);
        assertThat(result.has("json")).isFalse();
    }

    @Test
    @Clause({"model | the model alone", "llm_params | temperature, top_p"})
    void aModelCanBeNamedAloneAndGetsItsParameters() throws InterruptedException {
        model.says("A fox.");

        run(ask(OPENAI, ", 'llm_params': {'temperature': 0.5, 'stop': 'END'}")
                .replace("'model_ref': 'direct.open.", "'model': '"));

        var question = question();
        assertThat(question.path("model").stringValue()).isEqualTo("gpt-4o");
        assertThat(question.path("temperature").doubleValue()).isEqualTo(0.5);
        assertThat(question.path("stop").toString()).isEqualTo("[\"END\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"age\": 7}", "```json\n{\"age\": 7}\n```"})
    @Clause("When the text is a JSON object")
    void jsonIsReadForTheStepsBehind(String text) {
        model.says(text);

        var workflow = runs.workflow(ask(OPENAI, "") + """
                , {'id': 'next', 'type': 'lua_script', 'depends_on': ['ask'],
                   'script': 'return {next = steps.ask.result.json.age + 1}'}""");
        var summary = runs.awaitEnd(workflow, runs.start(workflow, "{'trigger_payload': {'name': 'x'}}"));

        assertThat(summary.at("/output/next/next").intValue()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENAI, ANTHROPIC})
    @Clause({
        "output_schema | a JSON Schema of an object that the answer",
        "An answer that does not fit output_schema fails the attempt"
    })
    void anAnswerThatDoesNotFitIsAskedForAgain(String ref) {
        model.says("{\"age\": \"old\"}").says("{\"age\": 7}");
        var workflow = runs.workflow(ask(ref, ", 'retry_count': 1, 'output_schema': " + AGE));

        var run = runs.start(workflow, "{'trigger_payload': {'name': 'x'}}");
        var summary = runs.awaitEnd(workflow, run);

        assertThat(result(summary).path("json")).isEqualTo(TestRuns.object("{'age': 7}"));
        assertThat(events(workflow, run, "step_retrying")).singleElement().satisfies(retry -> {
            assertThat(retry.path("code").stringValue()).isEqualTo("LLM_REQUEST_FAILED");
            assertThat(retry.path("message").stringValue()).contains("output_schema", "/age");
        });
    }

    @Test
    @Clause({"An answer that has reached max_tokens", "LLM_REQUEST_FAILED | a language model"})
    void anAnswerThatIsCutOffIsMarkedAndFitsNoSchema() {
        model.cutsOff("Once upon a").cutsOff("{\"age\": 7");

        var told = result(run(ask(OPENAI, "")));
        var held = run(ask(OPENAI, ", 'output_schema': " + AGE));

        assertThat(told.path("cut").booleanValue()).isTrue();
        assertThat(code(held)).isEqualTo("LLM_REQUEST_FAILED");
        assertThat(message(held)).contains("max_tokens");
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503"})
    @Clause({"A provider that is busy, broken or late may answer later", "The prompt is filled in once"})
    void whatPassesIsTriedAgainWithTheSameQuestion(int status) throws InterruptedException {
        model.answers(status, "{'error': {'message': 'Slow down.'}}").says("A fox.");

        var summary = run(ask(OPENAI, ", 'retry_count': 1"));

        assertThat(result(summary).path("text").stringValue()).isEqualTo("A fox.");
        assertThat(question()).isEqualTo(question());
    }

    @Test
    @Clause("An attempt takes 2 minutes at most")
    void aSilentModelIsNotWaitedForLongerThanTheStepSays() {
        model.isSilent();

        var summary = run(ask(OPENAI, ", 'timeout_s': 1"));

        assertThat(code(summary)).isEqualTo("LLM_REQUEST_FAILED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direct.keyless.gpt-4o-mini | signalbox.llm.providers.keyless.api-key",
                "direct.refused.gpt-4o | refused the key",
                "direct.nobody.gpt-4o | has no LLM provider nobody",
                "direct.open.gpt-9 | does not offer gpt-9"
            })
    @Clause("One that refuses the key or the question fails the step for good")
    void whatDoesNotPassFailsAtOnceAndSaysWhatToDo(String ref, String saying) {
        var workflow = runs.workflow(ask(ref, ", 'retry_count': 3"));

        var run = runs.start(workflow, "{'trigger_payload': {'name': 'x'}}");
        var summary = runs.awaitEnd(workflow, run);

        assertThat(code(summary)).isEqualTo("LLM_REQUEST_FAILED");
        assertThat(message(summary)).contains(saying).doesNotContain("sk-of-somebody-else");
        assertThat(runs.types(workflow, run)).doesNotContain("step_retrying");
    }

    @Test
    @Clause("llm_credential_id | a key of your own")
    void aKeyOfOnesOwnIsNotThereYet() {
        var summary = run(ask(OPENAI, ", 'llm_credential_id': 'mine'"));

        assertThat(message(summary)).contains("no LLM credential mine");
        assertThat(model.questions()).isZero();
    }

    @Test
    @Clause("INSUFFICIENT_CREDITS | the account at the provider")
    void anAccountThatIsUsedUpHasACodeOfItsOwn() {
        model.answers(429, "{'error': {'message': 'You exceeded your quota.', 'code': 'insufficient_quota'}}");

        assertThat(code(run(ask(OPENAI, ", 'retry_count': 3")))).isEqualTo("INSUFFICIENT_CREDITS");
    }

    @Test
    @Clause("A question that was cut off with its node is asked again")
    void aQuestionWhoseNodeDiedIsAskedAgain() throws InterruptedException, SQLException {
        model.isSilent().says("A fox.");
        var workflow = runs.workflow(ask(OPENAI, ""));
        var run = runs.start(workflow, "{'trigger_payload': {'name': 'x'}}");
        var first = question();

        DeadNode.leaves(run);

        assertThat(question()).isEqualTo(first);
        assertThat(result(runs.awaitEnd(workflow, run)).path("text").stringValue())
                .isEqualTo("A fox.");
        assertThat(events(workflow, run, "step_started")).hasSize(1);
    }

    private JsonNode run(String steps) {
        return run(steps, "{'trigger_payload': {'name': 'x'}}");
    }

    private JsonNode run(String steps, String params) {
        var workflow = runs.workflow(steps);
        return runs.awaitEnd(workflow, runs.start(workflow, params));
    }

    private static JsonNode result(JsonNode summary) {
        assertThat(summary.path("error")).isEmpty();
        return summary.path("output").path("ask");
    }

    private static String ask(String ref, String more) {
        return "{'id': 'ask', 'type': 'llm_call', 'model_ref': '%s', 'prompt': 'Who is {{input.name}}?'%s}"
                .formatted(ref, more);
    }
}
