package dev.signalbox.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.contract.OtherSystem.Answer;
import dev.signalbox.platform.runs.TestRuns;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What somebody sends who errs or means harm: each is refused by a limit that says what it is, and nobody else notices. */
class BadInputApiTest extends ApiTest {

    private final OtherSystem other = new OtherSystem();
    private String token;
    private TestRuns runs;

    @BeforeEach
    void open() {
        token = tenants.aTenant().token();
        runs = new TestRuns(as(token));
        as(token)
                .post()
                .uri("/v1/mcp/instances")
                .header("Content-Type", "application/json")
                .bodyValue("{\"connector_id\": \"http\", \"name\": \"plain\", \"settings\": {}}")
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Nested
    class AsABody {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "a member twice | {\"name\": \"a\", \"name\": \"b\", \"graph\": {}}",
                    "a member of a graph twice | {\"name\": \"a\", \"graph\": {\"steps\": [], \"steps\": []}}",
                    "NUL in a name | {\"name\": \"a\\u0000\", \"graph\": {}}",
                    "NUL in a graph | {\"name\": \"a\", \"graph\": {\"metadata\": {\"k\": \"\\u0000\"}}}",
                    "half a character in a name | {\"name\": \"a\\ud800\", \"graph\": {}}",
                    "half a character in a graph | {\"name\": \"a\", \"graph\": {\"metadata\": {\"k\": \"\\udc00x\"}}}",
                    "half a character as a key | {\"name\": \"a\", \"graph\": {\"metadata\": {\"\\ud800\": 1}}}",
                    "a number beyond all numbers | {\"name\": \"a\", \"graph\": {\"metadata\": {\"n\": 1e400}}}",
                    "a number with a huge exponent | {\"name\": \"a\", \"graph\": {\"metadata\": {\"n\": 1e1000000000}}}",
                    "no number at all | {\"name\": \"a\", \"graph\": {\"metadata\": {\"n\": NaN}}}",
                    "more than one document | {\"name\": \"a\", \"graph\": {}} {}",
                    "half a document | {\"name\": \"a\", \"graph\": {"
                })
        void isABadRequest(String what, String body) {
            var problem = TestRuns.json(create(body).expectStatus().isBadRequest());

            assertThat(problem.path("code").stringValue()).as(what).isEqualTo("INVALID_ARGUMENT");
            assertThat(problem.path("detail").stringValue()).as(what).hasSizeGreaterThan(20);
            assertThat(runs.get("/v1/workflows").path("items")).isEmpty();
        }

        @Test
        void aNumberOfTenThousandDigitsIsABadRequest() {
            create("{\"name\": \"a\", \"graph\": {\"metadata\": {\"n\": " + "9".repeat(10_000) + "}}}")
                    .expectStatus()
                    .isBadRequest();
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{\"a\":"})
        void aDeepOneIsABadRequest(String opening) {
            var problem = TestRuns.json(create("{\"name\": \"a\", \"graph\": {\"metadata\": " + opening.repeat(20_000))
                    .expectStatus()
                    .isBadRequest());

            assertThat(problem.path("detail").stringValue()).contains("nested");
        }

        @Test
        void oneByteTooManyIsTooLarge() {
            String frame = "{\"name\": \"a\", \"graph\": {\"metadata\": {\"k\": \"%s\"}}}";
            int room = (1 << 20) - frame.length() + 2;

            create(frame.formatted("x".repeat(room))).expectStatus().isCreated();
            create(frame.formatted("x".repeat(room + 1))).expectStatus().isEqualTo(413);
        }

        private ResponseSpec create(String body) {
            return as(token)
                    .post()
                    .uri("/v1/workflows")
                    .header("Content-Type", "application/json")
                    .bodyValue(body)
                    .exchange();
        }
    }

    @Nested
    class AsAnInput {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"command\": \"start\", \"params\": {\"trigger_payload\": {\"a\": \"\\u0000\"}}}",
                    "{\"command\": \"start\", \"params\": {\"trigger_payload\": {\"a\": \"\\ud800\"}}}",
                    "{\"command\": \"start\", \"params\": {\"trigger_payload\": {\"a\": 1e400}}}",
                    "{\"command\": \"start\", \"params\": {\"trigger_payload\": {\"a\": 1, \"a\": 2}}}",
                    "{\"command\": \"start\", \"params\": {\"external_id\": \"\\ud800\"}}"
                })
        void isABadRequestAndStartsNothing(String body) {
            var workflow = runs.workflow("{'id': 'a', 'type': 'delay', 'delay_s': 0}");

            as(token)
                    .post()
                    .uri("/v1/workflows/{id}/command", workflow)
                    .header("Content-Type", "application/json")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("INVALID_ARGUMENT");
            assertThat(runs.get("/v1/runs").path("items")).isEmpty();
        }
    }

    @Nested
    class AsAGraph {

        @Test
        void aThousandStepsAreJudgedInWellUnderASecond() {
            String steps = IntStream.range(0, 1_000)
                    .mapToObj(i -> """
                            {'id': 's%d', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get', 'depends_on': [%s],
                             'tool_args': {'url': '{{input.url}}', 'query': {'before': '{{steps.s%d.result.body}}'}}}""".formatted(i, i == 0 ? "" : "'s" + (i - 1) + "'", Math.max(0, i - 1)))
                    .collect(Collectors.joining(","))
                    .replace("{{steps.s0.result.body}}'}}}, {'id': 's1'", "'}}}, {'id': 's1'");
            var draft = runs.draft(
                    "{'steps': [%s]}".formatted(steps.replaceFirst("\\{\\{steps\\.s0\\.result\\.body}}", "")));
            validate(draft);

            long begun = System.nanoTime();
            JsonNode found = validate(draft);

            assertThat(found.path("valid").booleanValue()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }

        @Test
        void aThousandStepsRunToTheirEnd() {
            String steps = IntStream.range(0, 1_000)
                    .mapToObj(
                            i -> "{'id': 's%d', 'type': 'lua_script', 'depends_on': [%s], 'script': 'return {n = %d}'}"
                                    .formatted(i, i % 100 == 0 ? "" : "'s" + (i - 1) + "'", i))
                    .collect(Collectors.joining(","));
            var workflow = runs.workflow(steps);

            var summary = runs.awaitEnd(workflow, runs.start(workflow));

            assertThat(summary.at("/steps/completed").intValue()).isEqualTo(1_000);
        }

        @ParameterizedTest
        @ValueSource(ints = {9, 90, 100})
        void loopsThatStandTooDeepInOneAnotherAreRefused(int levels) {
            String opening = "{'id': 'l', 'type': 'for_each', 'for_each_items': [1], 'for_each_body_steps': [";
            String nested = opening.repeat(levels) + "{'id': 'a', 'type': 'delay', 'delay_s': 0}" + "]}".repeat(levels);
            var draft = runs.draft("{'steps': [%s]}".formatted(nested));

            JsonNode problem = TestRuns.json(as(token)
                    .post()
                    .uri("/v1/workflows/{id}/versions", draft)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422));

            assertThat(problem.at("/issues/0/code").stringValue()).isEqualTo("NESTED_TOO_DEEPLY");
            assertThat(problem.path("detail").stringValue()).contains("at most 8 deep");
        }

        private JsonNode validate(UUID workflow) {
            return TestRuns.json(as(token)
                    .post()
                    .uri("/v1/workflows/{id}/validate", workflow)
                    .exchange()
                    .expectStatus()
                    .isOk());
        }
    }

    @Nested
    class AsAStep {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "while true do end | steps",
                    "local t = {} for i = 1, 1e9 do t[i] = {i} end return t | MiB",
                    "local s = [[x]] while true do s = s .. s end | text too long",
                    "return {v = (([[a]]):rep(30000)):match([[(a*)*b]])} | ",
                    "return {v = (([[a]]):rep(30000) .. [[c]]):find([[.-.-.-.-b]])} | ",
                    "return {v = ([[0123456789]]):rep(1048576)} | text too long",
                    "local function f() return f() + 1 end return {v = f()} | "
                })
        @Clause("a script | 64 KiB, 10 million steps, 64 MiB, 10 seconds")
        void aScriptWithoutEndOrMeasureFailsAndNobodyElseNotices(String script, String said) {
            var stranger = new TestRuns(as(tenants.aTenant().token()));
            var peaceful = stranger.workflow("{'id': 'a', 'type': 'lua_script', 'script': 'return {ok = true}'}");
            int room = (64 << 10) - script.length() - 3;
            var workflow = runs.workflow(
                    "{'id': 'bad', 'type': 'lua_script', 'script': '%s'}".formatted(script + " --" + "-".repeat(room)));

            var bad = runs.start(workflow);
            var good = stranger.start(peaceful);

            assertThat(stranger.awaitEnd(peaceful, good).path("status").stringValue())
                    .isEqualTo("completed");
            var error = runs.awaitEnd(workflow, bad).path("error");
            assertThat(error.path("code").stringValue()).isEqualTo("SCRIPT_FAILED");
            assertThat(error.path("message").stringValue())
                    .contains(said == null ? "" : said)
                    .hasSizeLessThan(500);
        }

        @Test
        void aScriptBeyond64KibIsRefused() {
            var draft = runs.draft("{'steps': [{'id': 'a', 'type': 'lua_script', 'script': 'return {} --%s'}]}"
                    .formatted("x".repeat(64 << 10)));

            as(token)
                    .post()
                    .uri("/v1/workflows/{id}/versions", draft)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.issues[0].code")
                    .isEqualTo("LUA_TOO_LARGE");
        }

        @Test
        void aTemplateThatMultipliesItsInputFailsItsStep() {
            var workflow = runs.workflow("{'id': 'a', 'type': 'human_task', 'task_payload': {'title': '%s'}}"
                    .formatted("{{input.x}}".repeat(20_000)));

            var run = runs.start(workflow, "{'trigger_payload': {'x': '%s'}}".formatted("x".repeat(500_000)));
            var error = runs.awaitEnd(workflow, run).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("TEMPLATE_FAILED");
            assertThat(error.path("message").stringValue()).contains("2 MiB");
        }

        @Test
        @Clause("the result of a tool | 1 MiB")
        void aToolThatAnswersTenMegabytesFailsItsStep() {
            other.on("/huge", _ -> Answer.ok("{'v': '" + "x".repeat(10 << 20) + "'}"));
            var workflow = runs.workflow(get("/huge"));

            var error = runs.awaitEnd(workflow, runs.start(workflow)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("UPSTREAM_ERROR");
            assertThat(error.path("message").stringValue()).containsAnyOf("MiB", "large", "bytes");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"v\": \"\\u0000\"}", "{\"v\": \"\\ud800\"}", "{\"v\": 1e400}"})
        void aToolThatAnswersWhatCannotBeStoredDoesNotBreakTheRun(String answer) {
            other.on("/odd", _ -> new Answer(200, answer));
            var workflow = runs.workflow(get("/odd"));

            var run = runs.start(workflow);

            assertThat(runs.awaitEnd(workflow, run).path("status").stringValue())
                    .isEqualTo("completed");
            assertThat(runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                            .path("steps")
                            .has("get"))
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"v\": 1, \"v\": 2}", "{\"v\": NaN}", "{\"v\":"})
        void aToolThatAnswersNoJsonFailsItsStep(String answer) {
            other.on("/odd", _ -> new Answer(200, answer));
            var workflow = runs.workflow(get("/odd"));

            var error = runs.awaitEnd(workflow, runs.start(workflow)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("UPSTREAM_ERROR");
            assertThat(error.path("message").stringValue()).contains("JSON");
        }

        @ParameterizedTest
        @ValueSource(ints = {201, 490, 5_000})
        void aToolThatAnswersADeepDocumentFailsItsStep(int levels) {
            other.on("/deep", _ -> new Answer(200, "[".repeat(levels) + "]".repeat(levels)));
            var workflow = runs.workflow(get("/deep"));

            var error = runs.awaitEnd(workflow, runs.start(workflow)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("UPSTREAM_ERROR");
        }

        @Test
        void aLoopOverAHundredThousandItemsFailsItsStep() {
            var workflow = runs.workflow("""
                    {'id': 'many', 'type': 'lua_script', 'script': 'local t = {} for i = 1, 100000 do t[i] = i end return {items = t}'},
                    {'id': 'each', 'type': 'for_each', 'depends_on': ['many'], 'for_each_items': '{{steps.many.result.items}}',
                     'for_each_body_steps': [{'id': 'a', 'type': 'delay', 'delay_s': 0}]}""");

            var error = runs.awaitEnd(workflow, runs.start(workflow)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("LIMIT_EXCEEDED");
            assertThat(error.path("message").stringValue()).contains("100000 items", "at most 10000", "split the list");
        }

        @Test
        void whatIsWrappedAgainAndAgainIsStopped() {
            String wrapped = "[".repeat(120) + "'{{input.deep}}'" + "]".repeat(120);
            var workflow = runs.workflow(
                    "{'id': 'a', 'type': 'human_task', 'task_payload': {'title': %s}}".formatted(wrapped));

            var run = runs.start(
                    workflow, "{'trigger_payload': {'deep': %s}}".formatted("[".repeat(120) + "]".repeat(120)));
            var error = runs.awaitEnd(workflow, run).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("TEMPLATE_FAILED");
            assertThat(error.path("message").stringValue()).contains("200 levels");
        }

        @Test
        @Clause("DEPENDENCY_UNAVAILABLE | what it needs was not there")
        void aSystemThatIsNotThereIsSaidSo() {
            var gone = new OtherSystem();
            gone.close();
            var workflow = runs.workflow("""
                    {'id': 'get', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get',
                     'tool_args': {'url': '%s/x'}}""".formatted(gone.url()));

            assertThat(runs.awaitEnd(workflow, runs.start(workflow))
                            .path("error")
                            .path("code")
                            .stringValue())
                    .isEqualTo("DEPENDENCY_UNAVAILABLE");
        }

        private String get(String path) {
            return """
                    {'id': 'get', 'type': 'mcp_call', 'server_url': 'connector://http', 'tool_name': 'http_get',
                     'tool_args': {'url': '%s%s'}}""".formatted(other.url(), path);
        }
    }
}
