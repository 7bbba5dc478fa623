package dev.signalbox.platform.guided;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.CountingServer;
import dev.signalbox.platform.runs.TestRuns;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class GuidedApiTest extends ApiTest {

    private static final String NAME =
            "{'type': 'object', 'properties': {'name': {'type': 'string'}}, 'required': ['name'],"
                    + " 'additionalProperties': false}";
    private static final String GREETING = """
        {'input_schema': {'type': 'object', 'properties': {'lang': {'type': 'string'}}, 'required': ['lang']},
         'steps': [
          {'id': 'ask', 'type': 'guided', 'name': 'Name', 'goal': 'Ask for the name in {{input.lang}}', 'context': {'lang': '{{input.lang}}'},
           'tone': 'friendly', 'expected_output': %s},
          {'id': 'greet', 'type': 'lua_script', 'depends_on': ['ask'],
           'script': 'return { text = [[Hello ]] .. steps.ask.result.name }'},
          {'id': 'more', 'type': 'guided', 'depends_on': ['greet'], 'goal': 'Say {{steps.greet.result.text}}, then ask for more'},
          {'id': 'end', 'type': 'lua_script', 'depends_on': ['more'],
           'script': 'return { name = steps.ask.result.name, more = steps.more.result }'}]}\
        """.formatted(NAME);

    private TestTenant acme;
    private TestRuns runs;
    private UUID workflow;

    @BeforeEach
    void publish() {
        acme = tenants.aTenant();
        runs = new TestRuns(as(acme.token()));
        workflow = runs.published(GREETING);
    }

    @Test
    @Clause({
        "Waits for the answer of an agent",
        "goal | what the answer is to achieve",
        "context | what helps with it",
        "tone | how the agent is to speak",
        "The result is the answer as it was given.",
        "Goal and context are filled in when the step opens",
        "An agent or a chat bot is led",
        "POST /v1/guided/runs | starts a run",
        "POST /v1/guided/runs/{run}/advance | answers a step",
        "The answer waits, a few seconds at most",
        "step | the step to be answered now",
        "accepted, problems | of an answer",
        "progress | how many steps",
        "run_complete, output, error | whether nothing will happen"
    })
    void aRunTokenLeadsThroughItsWorkflow() {
        var agent = runToken(workflow);

        JsonNode started = agent.start("{'input': {'lang': 'French'}}");
        JsonNode next = agent.advance(started, "ask", "{'name': 'Ada'}");
        JsonNode last = agent.advance(started, "more", "'nothing'");

        assertThat(started.at("/step/id").stringValue()).isEqualTo("ask");
        assertThat(started.at("/step/goal").stringValue()).isEqualTo("Ask for the name in French");
        assertThat(started.at("/step/context")).isEqualTo(TestRuns.object("{'lang': 'French'}"));
        assertThat(started.at("/step/expected_output")).isEqualTo(TestRuns.object(NAME));
        assertThat(started.at("/step/tone").stringValue()).isEqualTo("friendly");
        assertThat(started.at("/step/gate").booleanValue()).isTrue();
        assertThat(started.at("/progress/total").asInt()).isEqualTo(4);
        assertThat(next.path("accepted").booleanValue()).isTrue();
        assertThat(next.at("/step/id").stringValue()).isEqualTo("more");
        assertThat(next.at("/step/goal").stringValue()).isEqualTo("Say Hello Ada, then ask for more");
        assertThat(next.at("/progress/completed").asInt()).isEqualTo(2);
        assertThat(last.path("run_complete").booleanValue()).isTrue();
        assertThat(last.path("status").stringValue()).isEqualTo("completed");
        assertThat(last.has("step")).isFalse();
        assertThat(last.at("/output/end")).isEqualTo(TestRuns.object("{'name': 'Ada', 'more': 'nothing'}"));
    }

    @Test
    @Clause({"An answer that does not fit is no error", "expected_output | a JSON Schema that the answer"})
    void anAnswerThatDoesNotFitChangesNothingAndSaysWhy() {
        var agent = runToken(workflow);
        JsonNode started = agent.start("{'input': {'lang': 'French'}}");
        var before = runs.events(workflow, id(started));

        JsonNode refused = agent.advance(started, "ask", "{'name': 7}");

        assertThat(refused.path("accepted").booleanValue()).isFalse();
        assertThat(refused.at("/problems/0/path").stringValue()).isEqualTo("/name");
        assertThat(refused.at("/problems/0/message").stringValue()).isNotEmpty();
        assertThat(refused.path("step")).isEqualTo(started.path("step"));
        assertThat(runs.events(workflow, id(started))).isEqualTo(before);
    }

    @Test
    @Clause("The same answer sent again is answered with where the run is")
    void anAnswerSentTwiceIsTakenOnce() {
        var agent = runToken(workflow);
        JsonNode started = agent.start("{'input': {'lang': 'French'}}");
        JsonNode first = agent.advance(started, "ask", "{'name': 'Ada'}");
        var before = runs.events(workflow, id(started));

        JsonNode second = agent.advance(started, "ask", "{'name': 'Ada'}");

        assertThat(second).isEqualTo(first);
        assertThat(runs.events(workflow, id(started))).isEqualTo(before);
    }

    @Test
    @Clause("Another answer to it is a 409")
    void anotherAnswerToAnAnsweredStepIsAConflictThatSaysWhereTheRunIs() {
        var agent = runToken(workflow);
        JsonNode started = agent.start("{'input': {'lang': 'French'}}");
        agent.advance(started, "ask", "{'name': 'Ada'}");

        JsonNode problem = TestRuns.json(agent.sendAdvance(id(started), "ask", "{'name': 'Bob'}")
                .expectStatus()
                .isEqualTo(409));

        assertThat(problem.path("code").stringValue()).isEqualTo("CONFLICT");
        assertThat(problem.path("detail").stringValue()).contains("repair");
        assertThat(problem.path("step_id").stringValue()).isEqualTo("more");
    }

    @Test
    @Clause("Of two answers at once one is taken")
    void ofTwoClientsThatAnswerAtOnceOneWins() throws Exception {
        var agent = runToken(workflow);
        String run = id(agent.start("{'input': {'lang': 'French'}}"));
        List<Callable<Integer>> both = List.of(
                () -> status(agent.sendAdvance(run, "ask", "{'name': 'Ada'}")),
                () -> status(agent.sendAdvance(run, "ask", "{'name': 'Bob'}")));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(both);

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(runs.events(workflow, run).stream()
                        .filter(event -> event.path("type").stringValue().equals("step_completed"))
                        .filter(event -> event.path("step_id").asString("").equals("ask")))
                .hasSize(1);
    }

    @Test
    @Clause({
        "GET /v1/guided/runs/{run} | where the run is",
        "GET /v1/guided/runs/{run}/steps/{step} | a step that has opened"
    })
    void statusAndStepsCanBeLookedAt() {
        var agent = runToken(workflow);
        JsonNode started = agent.start("{'input': {'lang': 'French'}}");
        agent.advance(started, "ask", "{'name': 'Ada'}");

        JsonNode status = agent.get("/" + id(started));
        JsonNode answered = agent.get("/" + id(started) + "/steps/ask");

        assertThat(status.at("/step/id").stringValue()).isEqualTo("more");
        assertThat(answered.path("status").stringValue()).isEqualTo("completed");
        assertThat(answered.path("answer")).isEqualTo(TestRuns.object("{'name': 'Ada'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "greet", "nope", "loop%230%23ask"})
    void aStepThatIsNoGuidedOneOrHasNotOpenedIsNotFound(String step) {
        var agent = runToken(workflow);
        String run = id(agent.start("{'input': {'lang': 'French'}}"));

        agent.sendGet("/" + run + "/steps/" + step).expectStatus().isNotFound();
    }

    @Test
    @Clause({"message | what to do now", "blocked_on | everything"})
    void whileAPersonIsAskedThereIsNoStepAndTheAgentIsToldSo() {
        var asked = runs.workflow("""
            {'id': 'ask', 'type': 'guided', 'goal': 'Ask'},
            {'id': 'approve', 'type': 'human_task', 'name': 'Approve it', 'depends_on': ['ask'], 'task_payload': {'title': 'Go?'}}\
            """);
        var agent = runToken(asked);
        JsonNode started = agent.start("{}");

        JsonNode now = agent.advance(started, "ask", "1");

        assertThat(now.path("accepted").booleanValue()).isTrue();
        assertThat(now.has("step")).isFalse();
        assertThat(now.path("message").stringValue()).contains("person", "Approve it");
        assertThat(now.at("/blocked_on/0/kind").stringValue()).isEqualTo("human_task");
    }

    @Nested
    class Repairing {

        private GuidedAgent agent;
        private JsonNode started;

        @BeforeEach
        void answerOne() {
            agent = runToken(workflow);
            started = agent.start("{'input': {'lang': 'French'}}");
            agent.advance(started, "ask", "{'name': 'Ada'}");
        }

        @Test
        @Clause("POST /v1/guided/runs/{run}/repair | corrects an answer")
        void anAnswerIsCorrectedAndWhatFollowsIsAskedAgain() {
            JsonNode repaired = agent.repair(started, "ask", "{'name': 'Bob'}");
            JsonNode last = agent.advance(started, "more", "'nothing'");

            assertThat(repaired.path("accepted").booleanValue()).isTrue();
            assertThat(repaired.at("/step/goal").stringValue()).isEqualTo("Say Hello Bob, then ask for more");
            assertThat(repaired.path("run_again").findValuesAsString("step_id")).containsExactly("greet", "more");
            assertThat(last.at("/output/end/name").stringValue()).isEqualTo("Bob");
        }

        @Test
        void anAnswerThatDoesNotFitChangesNothing() {
            var before = runs.events(workflow, id(started));

            JsonNode refused = agent.repair(started, "ask", "{}");

            assertThat(refused.path("accepted").booleanValue()).isFalse();
            assertThat(refused.path("problems")).isNotEmpty();
            assertThat(runs.events(workflow, id(started))).isEqualTo(before);
        }

        @Test
        void theSameAnswerChangesNothing() {
            var before = runs.events(workflow, id(started));

            JsonNode same = agent.repair(started, "ask", "{'name': 'Ada'}");

            assertThat(same.at("/step/id").stringValue()).isEqualTo("more");
            assertThat(same.path("run_again")).isEmpty();
            assertThat(runs.events(workflow, id(started))).isEqualTo(before);
        }

        @Test
        void aStepWithoutAnAnswerIsAConflict() {
            agent.sendRepair(id(started), "more", "1").expectStatus().isEqualTo(409);
        }

        @Test
        void aStepThatIsNoGuidedOneIsNotFound() {
            agent.sendRepair(id(started), "greet", "{'text': 'forged'}")
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void resultsOfOtherStepsAreNotTaken() {
            agent.post(
                            "/" + id(started) + "/repair",
                            "{'step_id': 'ask', 'answer': {'name': 'Bob'}, 'reason': 'No', 'results': {'greet': {}}}")
                    .expectStatus()
                    .isBadRequest();
        }

        @Test
        void anEndedRunIsAConflict() {
            agent.advance(started, "more", "1");

            agent.sendRepair(id(started), "ask", "{'name': 'Bob'}")
                    .expectStatus()
                    .isEqualTo(409);
        }
    }

    @Test
    void aCallUnderWayIsNotRepeatedBeforeTheAgentSaysSo() throws IOException {
        try (var server = new CountingServer()) {
            var calling = runs.workflow("""
                {'id': 'ask', 'type': 'guided', 'goal': 'Ask'},
                {'id': 'call', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_post', 'depends_on': ['ask'],
                 'tool_args': {'url': '%s', 'body': {'n': '{{steps.ask.result}}'}}}\
                """.formatted(runs.connector("plain", false), server.url("hold/call")));
            var agent = runToken(calling);
            JsonNode started = agent.start("{}");
            JsonNode moving = agent.advance(started, "ask", "1");

            JsonNode problem = TestRuns.json(
                    agent.sendRepair(id(started), "ask", "2").expectStatus().isEqualTo(409));
            agent.post(
                            "/" + id(started) + "/repair",
                            "{'step_id': 'ask', 'answer': 2, 'reason': 'Misheard', 'rerun_unknown': true}")
                    .expectStatus()
                    .isOk();

            assertThat(moving.has("step")).isFalse();
            assertThat(moving.path("message").stringValue()).contains("goes on by itself");
            assertThat(problem.path("unknown_steps").get(0).stringValue()).isEqualTo("call");
            assertThat(problem.path("detail").stringValue())
                    .contains("rerun_unknown")
                    .doesNotContain("params", "results");
            await().until(() -> server.count("call") == 2);
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @ValueSource(
                strings = {"{}", "{'step_id': 'ask'}", "{'step_id': 'ask', 'answer': null}", "{'answer': {}}", "[]"})
        void anAdvanceThatIsNotUnderstood(String body) {
            var agent = runToken(workflow);
            String run = id(agent.start("{'input': {'lang': 'French'}}"));

            agent.post("/" + run + "/advance", body).expectStatus().isBadRequest();
        }

        @Test
        void aStartWhoseInputDoesNotFit() {
            JsonNode problem = TestRuns.json(
                    runToken(workflow).post("", "{'input': {}}").expectStatus().isBadRequest());

            assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("input");
            assertThat(runs.get("/v1/runs").path("items")).isEmpty();
        }

        @Test
        void aStartThatNamesNoWorkflow() {
            agent(acme.token()).post("", "{}").expectStatus().isBadRequest();
        }

        @Test
        void aTokenWithoutTheScope() {
            agent(acme.token(Scope.WORKFLOW_READ))
                    .post("", "{'workflow_id': '%s'}".formatted(workflow))
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void nobody() {
            anonymous()
                    .get()
                    .uri("/v1/guided/runs/" + UUID.randomUUID())
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }

        @Test
        void aRunTokenThatIsRevoked() {
            JsonNode made = made(workflow);
            as(acme.token())
                    .delete()
                    .uri("/v1/run-tokens/" + made.path("id").stringValue())
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            agent(made.path("token").stringValue())
                    .post("", "{}")
                    .expectStatus()
                    .isUnauthorized();
        }

        @Test
        void aRunTokenThatHasExpired() throws Exception {
            JsonNode made = made(workflow);
            try (var connection = database().admin().open();
                    var age = connection.prepareStatement(
                            "update access_token set expires_at = now() - interval '1 second' where token_id ="
                                    + " ?::uuid")) {
                age.setString(1, made.path("id").stringValue());
                age.executeUpdate();
            }

            agent(made.path("token").stringValue())
                    .post("", "{}")
                    .expectStatus()
                    .isUnauthorized();
        }

        @Test
        @Clause("A run token (POST /v1/run-tokens")
        void aRunTokenAtTheOtherAddressesOfItsWorkflow() {
            var client = as(made(workflow).path("token").stringValue());

            new TestRuns(client)
                    .command(workflow, "{'command': 'start', 'params': {}}")
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    @Nested
    class Strangers {

        private String run;

        @BeforeEach
        void startWithARunToken() {
            run = id(runToken(workflow).start("{'input': {'lang': 'French'}}"));
        }

        @Test
        void ofAnotherTenantAreAnsweredAsIfTheRunHadNeverBeen() {
            areStrangers(agent(tenants.aTenant().token()));
        }

        @Test
        void ofAnotherWorkflowAreAnsweredAsIfTheRunHadNeverBeen() {
            areStrangers(runToken(runs.workflow("{'id': 'ask', 'type': 'guided', 'goal': 'Ask'}")));
        }

        @Test
        @Clause("With a run token only the runs")
        void withAnotherTokenOfTheWorkflowAreAnsweredAsIfTheRunHadNeverBeen() {
            areStrangers(runToken(workflow));
        }

        @Test
        void cannotStartAWorkflowThatIsNotTheirs() {
            var other = runs.workflow("{'id': 'ask', 'type': 'guided', 'goal': 'Ask'}");
            String never = UUID.randomUUID().toString();
            var agent = runToken(workflow);

            assertThat(refusedStart(agent, other.toString()))
                    .isEqualTo(refusedStart(agent, never).replace(never, other.toString()));
        }

        @Test
        void areNotTheOwnersOfTheWorkflowWhoSeeAllItsRuns() {
            assertThat(agent(acme.token()).get("/" + run).at("/step/id").stringValue())
                    .isEqualTo("ask");
        }

        private void areStrangers(GuidedAgent agent) {
            String never = UUID.randomUUID().toString();
            for (String path : List.of("", "/steps/ask")) {
                assertThat(body(agent.sendGet("/" + run + path)))
                        .isEqualTo(body(agent.sendGet("/" + never + path)).replace(never, run));
            }
            assertThat(body(agent.sendAdvance(run, "ask", "{'name': 'Eve'}")))
                    .isEqualTo(body(agent.sendAdvance(never, "ask", "{'name': 'Eve'}"))
                            .replace(never, run));
            assertThat(body(agent.sendRepair(run, "ask", "{'name': 'Eve'}")))
                    .isEqualTo(body(agent.sendRepair(never, "ask", "{'name': 'Eve'}"))
                            .replace(never, run));
            assertThat(runs.types(workflow, run)).doesNotContain("step_completed");
        }

        private String refusedStart(GuidedAgent agent, String id) {
            return body(agent.post("", "{'workflow_id': '%s'}".formatted(id)));
        }

        private static String body(ResponseSpec answer) {
            return new String(answer.expectStatus()
                    .isNotFound()
                    .expectBody()
                    .returnResult()
                    .getResponseBody());
        }
    }

    @Test
    void aRevokedTokenEndsWhatItsRunMayDo() {
        JsonNode made = made(workflow);
        var agent = agent(made.path("token").stringValue());
        String run = id(agent.start("{'input': {'lang': 'French'}}"));
        as(acme.token())
                .delete()
                .uri("/v1/run-tokens/" + made.path("id").stringValue())
                .exchange()
                .expectStatus()
                .isNoContent();

        agent(acme.token())
                .sendAdvance(run, "ask", "{'name': 'Ada'}")
                .expectStatus()
                .isOk();

        await().until(() -> runs.summary(workflow, run).path("run_complete").booleanValue());
        assertThat(runs.summary(workflow, run).at("/error/code").stringValue()).isEqualTo("PERMISSION_LOST");
    }

    @Test
    @Clause("GET /v1/guided/openapi.yaml | describes")
    void itsDescriptionIsServedToAnybody() {
        String description = new String(anonymous()
                .get()
                .uri("/v1/guided/openapi.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());

        assertThat(description).contains("run_start", "run_advance", "run_status", "run_get_step", "run_repair");
        assertThat(description).doesNotContain("/v1/workflows", "Run_");
    }

    private JsonNode made(UUID ofWorkflow) {
        return TestRuns.json(as(acme.token())
                .post()
                .uri("/v1/run-tokens")
                .bodyValue(Map.of("display_name", "GPT", "workflow_id", ofWorkflow))
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private GuidedAgent runToken(UUID ofWorkflow) {
        return agent(made(ofWorkflow).path("token").stringValue());
    }

    private GuidedAgent agent(String token) {
        return new GuidedAgent(as(token));
    }

    private static String id(JsonNode run) {
        return run.path("run_id").stringValue();
    }

    private static int status(ResponseSpec answer) {
        return answer.returnResult(Void.class).getStatus().value();
    }
}
