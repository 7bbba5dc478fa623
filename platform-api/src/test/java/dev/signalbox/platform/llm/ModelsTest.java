package dev.signalbox.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.llm.LlmSettings.Kind;
import dev.signalbox.platform.llm.LlmSettings.ProviderSettings;
import dev.signalbox.platform.llm.ModelMessage.Instructions;
import dev.signalbox.platform.llm.ModelMessage.Prompt;
import dev.signalbox.platform.llm.ModelMessage.Reply;
import dev.signalbox.platform.llm.ModelMessage.ToolAnswer;
import dev.signalbox.platform.llm.ModelOutcome.Answered;
import dev.signalbox.platform.llm.ModelOutcome.Failed;
import dev.signalbox.platform.llm.ModelServer.Call;
import dev.signalbox.platform.outbound.ForbiddenAddresses;
import dev.signalbox.platform.outbound.GuardedHttp;
import dev.signalbox.platform.outbound.OutboundFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ModelsTest {

    private static final String OPENAI = "direct.open.gpt-4o";
    private static final String ANTHROPIC = "direct.claude.claude-sonnet-5";

    private ModelServer server;
    private Models models;

    @BeforeEach
    void start() {
        server = new ModelServer();
        models = models(settings(ModelServer.KEY, true));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENAI, ANTHROPIC})
    void anAnswerBringsItsTextAndWhatItCost(String ref) {
        server.says("Hello there.");

        var answer = answered(ask(ref, "Say hello."));

        assertThat(answer.text()).isEqualTo("Hello there.");
        assertThat(answer.usage().model()).startsWith(ref.substring(ref.lastIndexOf('.') + 1));
        assertThat(answer.usage().inputTokens()).isEqualTo(11);
        assertThat(answer.usage().outputTokens()).isEqualTo(7);
    }

    @Test
    void samplingArrivesAsOpenAiWritesIt() throws InterruptedException {
        server.says("ok");

        ask(question(OPENAI, "Hi").sampling("""
                {"temperature": 0.3, "top_p": 0.9, "max_tokens": 50, "stop": "END", "seed": 7,
                 "frequency_penalty": 1, "presence_penalty": -1}"""));

        assertThat(Objects.requireNonNull(server.next()).body()).isEqualTo(json("""
                {"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"}], "temperature": 0.3, "top_p": 0.9,
                 "max_tokens": 50, "stop": ["END"], "seed": 7, "frequency_penalty": 1.0, "presence_penalty": -1.0,
                 "stream": false}"""));
    }

    @Test
    void samplingArrivesAsAnthropicWritesIt() throws InterruptedException {
        server.says("ok");

        ask(question(ANTHROPIC, "Hi").sampling("{\"temperature\": 0.3, \"stop\": [\"A\", \"B\"]}"));

        var body = Objects.requireNonNull(server.next()).body();
        assertThat(body.path("temperature").doubleValue()).isEqualTo(0.3);
        assertThat(body.path("max_tokens").intValue()).isEqualTo(4096);
        assertThat(body.path("stop_sequences").toString()).isEqualTo("[\"A\",\"B\"]");
    }

    @Test
    void whatAProviderDoesNotKnowIsToldBeforeItIsAsked() {
        var failed = failed(ask(question(ANTHROPIC, "Hi").sampling("{\"seed\": 7, \"presence_penalty\": 1}")));

        assertThat(failed.message()).contains("claude", "presence_penalty, seed");
        assertThat(failed.retryable()).isFalse();
        assertThat(server.questions()).isZero();
    }

    @Nested
    class Tools {

        private static final String SCHEMA = """
                {"type": "object", "properties": {"url": {"type": "string", "format": "uri", "maxLength": 200},
                 "at": {"$ref": "#/$defs/place"}}, "required": ["url"], "$defs": {"place": {"type": "string"}}}""";

        @ParameterizedTest
        @ValueSource(strings = {OPENAI, ANTHROPIC})
        void aModelAsksForToolsAndGetsTheirAnswers(String ref) throws InterruptedException {
            server.says("Let me look.", new Call("c1", "http_get", "{\"url\":\"https://a.example\"}"))
                    .says("It says yes.");
            var offered = question(ref, "What does it say?").tool("http_get", SCHEMA);

            var first = answered(ask(offered));
            var second = answered(ask(offered.then(
                    new Reply(first.text(), first.calls()),
                    new ToolAnswer("c1", "http_get", "{\"body\":\"yes\"}", false))));

            assertThat(first.text()).isEqualTo("Let me look.");
            assertThat(first.calls()).hasSize(1);
            assertThat(first.calls().getFirst().name()).isEqualTo("http_get");
            assertThat(json(first.calls().getFirst().arguments())).isEqualTo(json("{\"url\":\"https://a.example\"}"));
            assertThat(second.text()).isEqualTo("It says yes.");
        }

        @Test
        void aSchemaReachesOpenAiUnharmed() throws InterruptedException {
            server.says("ok");

            ask(question(OPENAI, "Hi").tool("http_get", SCHEMA));

            var function = Objects.requireNonNull(server.next()).body().at("/tools/0/function");
            assertThat(function.path("name").stringValue()).isEqualTo("http_get");
            assertThat(function.path("parameters").path("properties"))
                    .isEqualTo(json(SCHEMA).path("properties"));
            assertThat(function.path("parameters").path("$defs"))
                    .isEqualTo(json(SCHEMA).path("$defs"));
            assertThat(function.path("parameters").path("required"))
                    .isEqualTo(json(SCHEMA).path("required"));
        }

        @Test
        void aSchemaReachesAnthropicUnharmed() throws InterruptedException {
            server.says("ok");

            ask(question(ANTHROPIC, "Hi").tool("http_get", SCHEMA));

            var schema = Objects.requireNonNull(server.next()).body().at("/tools/0/input_schema");
            assertThat(schema.path("properties")).isEqualTo(json(SCHEMA).path("properties"));
            assertThat(schema.path("$defs")).isEqualTo(json(SCHEMA).path("$defs"));
        }

        @Test
        void aCallWithoutAnIdGetsOne() {
            server.answers(200, """
                    {'choices': [{'index': 0, 'message': {'role': 'assistant', 'content': null, 'tool_calls': [
                      {'type': 'function', 'function': {'name': 'a', 'arguments': '{}'}}]}}]}""");

            var answer = answered(ask(question(OPENAI, "Hi").tool("a", "{\"type\":\"object\"}")));

            assertThat(answer.calls().getFirst().id()).isEqualTo("call_0");
            assertThat(answer.usage().outputTokens()).isZero();
        }
    }

    @Nested
    class Forms {

        private static final String CLOSED = """
                {"type": "object", "properties": {"price": {"type": "number"}}, "required": ["price"], "additionalProperties": false}""";
        private static final String OPEN = """
                {"type": "object", "properties": {"price": {"type": "number", "minimum": 0}}}""";

        @Test
        void openAiIsHeldToAClosedSchema() throws InterruptedException {
            server.says("{\"price\": 1}");

            ask(question(OPENAI, "Price?").schema(CLOSED));

            var form = Objects.requireNonNull(server.next()).body().path("response_format");
            assertThat(form.path("type").stringValue()).isEqualTo("json_schema");
            assertThat(form.path("json_schema").path("strict").booleanValue()).isTrue();
            assertThat(form.path("json_schema").path("schema")).isEqualTo(json(CLOSED));
        }

        @Test
        void openAiTriesAnOpenSchema() throws InterruptedException {
            server.says("{\"price\": 1}");

            ask(question(OPENAI, "Price?").schema(OPEN));

            var schema = Objects.requireNonNull(server.next()).body().at("/response_format/json_schema");
            assertThat(schema.path("strict").booleanValue()).isFalse();
            assertThat(schema.path("schema")).isEqualTo(json(OPEN));
        }

        @Test
        void anthropicIsHeldToAClosedSchema() throws InterruptedException {
            server.says("{\"price\": 1}");

            ask(question(ANTHROPIC, "Price?").schema(CLOSED));

            var body = Objects.requireNonNull(server.next()).body();
            assertThat(body.at("/output_config/format/schema")).isEqualTo(json(CLOSED));
            assertThat(body.has("system")).isFalse();
        }

        @Test
        void anthropicIsAskedInWordsForAnOpenOne() throws InterruptedException {
            server.says("{\"price\": 1}");

            ask(question(ANTHROPIC, "Price?").schema(OPEN));

            var body = Objects.requireNonNull(server.next()).body();
            assertThat(body.has("output_config")).isFalse();
            assertThat(body.path("system").toString()).contains("JSON Schema").contains("minimum");
        }

        @Test
        void aProviderThatCannotBeHeldIsAskedInWords() throws InterruptedException {
            server.says("{\"price\": 1}");
            models = models(settings(ModelServer.KEY, false));

            ask(question(OPENAI, "Price?").schema(CLOSED));

            var body = Objects.requireNonNull(server.next()).body();
            assertThat(body.has("response_format")).isFalse();
            assertThat(body.at("/messages/0/role").stringValue()).isEqualTo("system");
        }
    }

    @Nested
    class Failures {

        @ParameterizedTest
        @ValueSource(strings = {OPENAI, ANTHROPIC})
        void aWrongKeyIsPermanentAndNeverQuoted(String ref) {
            var wrong = "sk-wrong-9876543210";
            models = models(settings(wrong, true));

            var failed = failed(ask(ref, "Hi"));

            assertThat(failed.retryable()).isFalse();
            assertThat(failed.message())
                    .contains("refused the key (401)", "signalbox.llm.providers.", ".api-key")
                    .doesNotContain(wrong);
        }

        @ParameterizedTest
        @CsvSource({"429", "500", "502", "503", "529", "408"})
        void whatPassesByItselfCanBeTriedAgain(int status) {
            server.answers(status, "{'error': {'message': 'Slow down.', 'type': 'overloaded_error'}}");

            var failed = failed(ask(OPENAI, "Hi"));

            assertThat(failed.retryable()).isTrue();
            assertThat(failed.message()).contains("(" + status + "): Slow down.");
        }

        @Test
        void theProviderSaysHowLongToWait() {
            server.answers(429, "{}", "Retry-After", "17");

            assertThat(failed(ask(OPENAI, "Hi")).retryAfter()).isEqualTo(Duration.ofSeconds(17));
        }

        @ParameterizedTest
        @ValueSource(strings = {"-5", "soon", "99999999999999999999", ""})
        void aWaitThatMakesNoSenseIsNotHeeded(String wait) {
            server.answers(429, "{}", "Retry-After", wait);

            var failed = failed(ask(OPENAI, "Hi"));

            assertThat(failed.retryable()).isTrue();
            assertThat(failed.retryAfter()).isNull();
        }

        @Test
        void anEmptyAccountIsPermanent() {
            server.answers(429, "{'error': {'message': 'You exceeded your quota.', 'code': 'insufficient_quota'}}");

            var failed = failed(ask(OPENAI, "Hi"));

            assertThat(failed.retryable()).isFalse();
            assertThat(failed.unpaid()).isTrue();
            assertThat(failed.message()).contains("used up");
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 413, 422, 307})
        void aRefusedQuestionIsPermanentAndSaysWhatTheProviderSaid(int status) {
            server.answers(status, "{'error': {'message': 'max_tokens is\\n\\ttoo large'}}", "Location", "/elsewhere");

            var failed = failed(ask(ANTHROPIC, "Hi"));

            assertThat(failed.retryable()).isFalse();
            assertThat(failed.message()).contains("refused the question (" + status + "): max_tokens is too large");
        }

        @Test
        void aModelThatTheProviderDoesNotKnowIsNamed() {
            server.answers(404, "{'error': 'model not found'}");

            assertThat(failed(ask(OPENAI, "Hi")).message())
                    .contains("does not know model gpt-4o (404): model not found. Check the name");
        }

        @Test
        void aQuotedKeyIsMaskedAndALongMessageCut() {
            server.answers(
                    400,
                    "{'error': {'message': 'Your key %s and sk-another-1234567 are %s'}}"
                            .formatted(ModelServer.KEY, "x".repeat(5_000)));

            var message = failed(ask(OPENAI, "Hi")).message();

            assertThat(message)
                    .contains("Your key *** and *** are")
                    .doesNotContain(ModelServer.KEY)
                    .hasSizeLessThan(700);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<html>",
                    "[]",
                    "{}",
                    "null",
                    "{'choices': []}",
                    "{'choices': [{'message': {}}]}",
                    "{'content': 7}",
                    "{'content': []}",
                    "{'choices': 'many'}",
                    "{'choices': [{}]}"
                })
        void nonsenseIsNoAnswerAndCanBeTriedAgain(String body) {
            server.answers(200, body).answers(200, body);

            assertThat(failed(ask(OPENAI, "Hi")).retryable()).isTrue();
            assertThat(failed(ask(ANTHROPIC, "Hi")).retryable()).isTrue();
        }

        @Test
        void aRefusalOfTheModelIsPermanent() {
            server.answers(200, """
                    {'choices': [{'index': 0, 'message': {'role': 'assistant', 'refusal': 'I will not.'}, 'finish_reason': 'stop'}]}""");

            var failed = failed(ask(OPENAI, "Hi"));

            assertThat(failed.retryable()).isFalse();
            assertThat(failed.message()).contains("I will not.");
        }

        @Test
        void aWithheldAnswerIsPermanent() {
            server.answers(200, """
                    {'choices': [{'index': 0, 'message': {'role': 'assistant', 'content': ''}, 'finish_reason': 'content_filter'}]}""");

            assertThat(failed(ask(OPENAI, "Hi")).message()).contains("content filter");
        }

        @Test
        void anAnswerThatWasCutSaysSo() {
            server.cutsOff("Once upon a");

            assertThat(answered(ask(ANTHROPIC, "Tell")).cut()).isTrue();
        }

        @Test
        void silenceEndsWithTheTimeOut() {
            server.isSilent();

            var failed = failed(ask(question(OPENAI, "Hi").within(Duration.ofMillis(300))));

            assertThat(failed.retryable()).isTrue();
            assertThat(failed.message()).contains("did not answer");
        }

        @Test
        void aHugeAnswerIsNotTaken() {
            server.says("x".repeat(300_000));

            var failed = failed(ask(OPENAI, "Hi"));

            assertThat(failed.message()).contains("larger than");
        }

        @Test
        void aHugeQuestionIsNotSent() {
            var failed = failed(ask(OPENAI, "x".repeat(300_000)));

            assertThat(failed.message()).contains("larger than");
            assertThat(failed.retryable()).isFalse();
        }

        @Test
        void anInternalHostMustBeOpenedByTheOperator() {
            models = models(settings(ModelServer.KEY, true), OutboundFixture.http());

            var failed = failed(ask(OPENAI, "Hi"));

            assertThat(failed.retryable()).isFalse();
            assertThat(failed.message()).contains("signalbox.connectors.allowed-internal-hosts");
            assertThat(server.questions()).isZero();
        }

        @ParameterizedTest
        @MethodSource("dev.signalbox.platform.outbound.ForbiddenAddresses#hosts")
        void noModelIsAskedInside(String host) {
            models = models(
                    settings(URI.create("https://" + host + "/v1"), ModelServer.KEY, true), ForbiddenAddresses.http());

            assertThat(failed(ask(OPENAI, "Hi")).retryable()).isFalse();
            assertThat(failed(ask(ANTHROPIC, "Hi")).retryable()).isFalse();
        }

        @Test
        void aServerThatIsGoneCanBeTriedAgain() {
            server.close();

            assertThat(failed(ask(OPENAI, "Hi")).retryable()).isTrue();
        }

        @Test
        void aQuestionThatNobodyWaitsForIsTakenBack() throws IOException {
            try (var provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var address = "127.0.0.1:" + provider.getLocalPort();
                var settings = settings(URI.create("http://" + address), ModelServer.KEY, true);
                models = models(settings, OutboundFixture.http(address));

                var waiting = models.ask(question(OPENAI, "Hi").question()).subscribe();
                try (var connection = provider.accept()) {
                    connection.setSoTimeout(10_000);
                    connection.getInputStream().read();
                    waiting.dispose();

                    // Returns when the other side closes, and throws when it does not.
                    assertThat(connection.getInputStream().readAllBytes()).isNotNull();
                }
            }
        }
    }

    @Nested
    class Configuration {

        @Test
        void withoutAnyProviderThereIsNothingToAsk() {
            models = models(settings(Map.of()), OutboundFixture.http());

            var failed = failed(ask(OPENAI, "Hi"));

            assertThat(failed.message()).contains("has no LLM provider", "signalbox.llm.providers.<name>");
            assertThat(failed.retryable()).isFalse();
        }

        @Test
        void aPublicServiceWantsAKey() {
            models = models(
                    settings(Map.of("openai", new ProviderSettings(null, null, Secret.of(" "), List.of(), true))),
                    OutboundFixture.http());

            assertThat(models.unavailable(new ModelChoice("gpt-4o", null, null), Sampling.DEFAULT))
                    .hasValue(
                            "LLM provider openai has no key; an operator sets signalbox.llm.providers.openai.api-key.");
        }

        @Test
        void aServiceOfOnesOwnMayWantNone() {
            var own = new ProviderSettings(null, URI.create("http://127.0.0.1:11434/v1"), null, List.of(), true);
            models = models(settings(Map.of("ollama", own)), OutboundFixture.http());

            assertThat(models.unavailable(new ModelChoice(null, "direct.ollama.llama3:8b", null), Sampling.DEFAULT))
                    .isEmpty();
        }

        @Test
        void aModelNamedAloneIsAskedWhereItIsListed() throws InterruptedException {
            models = models(
                    settings(Map.of("a", listing("small"), "b", listing("large", "huge"))),
                    OutboundFixture.http("127.0.0.1:" + server.port()));
            server.says("ok");

            answered(ask(new Question(new ModelQuestion(
                    new ModelChoice("large", null, null),
                    List.of(new Prompt("Hi")),
                    List.of(),
                    Sampling.DEFAULT,
                    null,
                    null))));

            assertThat(Objects.requireNonNull(server.next())
                            .body()
                            .path("model")
                            .stringValue())
                    .isEqualTo("large");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "direct.a.large | does not offer large here; it offers both, small.",
                    "direct.z.large | no LLM provider z; it has a, b.",
                    "both | write one of direct.a.both, direct.b.both as model_ref.",
                    "tiny | offers tiny; it has a, b."
                })
        void whatIsNotOfferedIsNamedWithWhatIs(String model, String sentence) {
            models = models(
                    settings(Map.of("a", listing("both", "small"), "b", listing("both", "large"))),
                    OutboundFixture.http());

            assertThat(models.unavailable(new ModelChoice(model, null, null), Sampling.DEFAULT))
                    .hasValueSatisfying(said -> assertThat(said).contains(sentence));
        }

        @Test
        void credentialsOfTenantsDoNotExistYet() {
            assertThat(models.unavailable(new ModelChoice(null, OPENAI, "7"), Sampling.DEFAULT))
                    .hasValueSatisfying(said -> assertThat(said).contains("no LLM credential 7"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"gpt-4o", "direct.openai", "direct.Open.gpt", "direct.openai.a b", ""})
        void aRefHasThreeParts(String ref) {
            assertThat(Models.misnamed(new ModelChoice(null, ref, null))).isPresent();
            assertThat(Models.misnamed(new ModelChoice("gpt-4o", ref, null))).isPresent();
        }

        @Test
        void settingsNeverShowTheirKeys() {
            assertThat(settings(ModelServer.KEY, true).toString()).doesNotContain(ModelServer.KEY);
        }

        private ProviderSettings listing(String... names) {
            return new ProviderSettings(
                    Kind.OPENAI, URI.create(server.baseUrl()), Secret.of(ModelServer.KEY), List.of(names), true);
        }
    }

    private LlmSettings settings(String key, boolean structured) {
        return settings(URI.create(server.baseUrl()), key, structured);
    }

    private static LlmSettings settings(URI address, String key, boolean structured) {
        return settings(Map.of(
                "open",
                new ProviderSettings(Kind.OPENAI, address, Secret.of(key), List.of(), structured),
                "claude",
                new ProviderSettings(Kind.ANTHROPIC, address, Secret.of(key), List.of(), structured)));
    }

    private static LlmSettings settings(Map<String, ProviderSettings> providers) {
        var size = DataSize.ofKilobytes(200);
        return new LlmSettings(providers, Duration.ofSeconds(10), Duration.ofSeconds(20), size, size);
    }

    private Models models(LlmSettings settings) {
        return models(settings, OutboundFixture.http("127.0.0.1:" + server.port()));
    }

    private static Models models(LlmSettings settings, GuardedHttp http) {
        return new Models(new Providers(settings), new ProviderKeys(settings), http, settings);
    }

    private ModelOutcome ask(String ref, String prompt) {
        return ask(question(ref, prompt));
    }

    private ModelOutcome ask(Question question) {
        return Objects.requireNonNull(models.ask(question.question()).block(Duration.ofSeconds(15)));
    }

    private static Answered answered(ModelOutcome outcome) {
        assertThat(outcome).isInstanceOf(Answered.class);
        return (Answered) outcome;
    }

    private static Failed failed(ModelOutcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static Question question(String ref, String prompt) {
        return new Question(new ModelQuestion(
                new ModelChoice(null, ref, null),
                List.of(new Prompt(prompt)),
                List.of(),
                Sampling.DEFAULT,
                null,
                null));
    }

    private record Question(ModelQuestion question) {

        Question sampling(String params) {
            var sampling = Sampling.of((ObjectNode) json(params));
            return with(question.messages(), question.tools(), sampling, question.answerSchema(), question.timeout());
        }

        Question tool(String name, String schema) {
            var tools = List.of(new ToolOffer(name, "A tool.", json(schema)));
            return with(question.messages(), tools, question.sampling(), question.answerSchema(), question.timeout());
        }

        Question then(ModelMessage... more) {
            var messages = new ArrayList<ModelMessage>(List.of(new Instructions("Be brief.")));
            messages.addAll(question.messages());
            messages.addAll(List.of(more));
            return with(messages, question.tools(), question.sampling(), question.answerSchema(), question.timeout());
        }

        Question schema(String schema) {
            return with(question.messages(), question.tools(), question.sampling(), json(schema), question.timeout());
        }

        Question within(Duration timeout) {
            return with(question.messages(), question.tools(), question.sampling(), question.answerSchema(), timeout);
        }

        private Question with(
                List<ModelMessage> messages,
                List<ToolOffer> tools,
                Sampling sampling,
                JsonNode schema,
                Duration timeout) {
            return new Question(new ModelQuestion(question.choice(), messages, tools, sampling, schema, timeout));
        }
    }
}
