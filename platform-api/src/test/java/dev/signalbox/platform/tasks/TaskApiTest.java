package dev.signalbox.platform.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class TaskApiTest extends ApiTest {

    private static final String ASK = """
            {'id': 'ask', 'type': 'human_task', 'name': 'Ask', 'task_type': 'approval', 'options': ['now', 'later'],
             'task_payload': {'title': 'Send {{input.sku}}?'}}""";

    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
    }

    @Test
    @Clause("task_payload | what the person sees")
    void anOpenTaskIsInBothInboxes() {
        var asked = asked(ASK);

        var all = runs.get("/v1/tasks/pending");
        var ofRun = runs.get(asked.path() + "/pending");

        assertThat(all.path("items")).hasSize(1);
        assertThat(all).isEqualTo(ofRun);
        assertThat(all.path("items").get(0).path("task_id").stringValue()).isEqualTo(asked.task());
        assertThat(all.path("items").get(0).path("payload").path("title").stringValue())
                .isEqualTo("Send A-17?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"true|true|", "false|false|", "'later'|true|later"},
            quoteCharacter = '`')
    void whenTimeRunsOutTheDefaultSpeaks(String otherwise, boolean approved, @Nullable String option) {
        var asked = asked(
                ASK.replace("'task_type'", "'timeout_s': 1, 'timeout_default': %s, 'task_type'".formatted(otherwise)));

        runs.awaitEnd(asked.workflow(), asked.run());

        var result = runs.get("/v1/workflows/%s/runs/%s/context".formatted(asked.workflow(), asked.run()))
                .at("/steps/ask/result");
        assertThat(result.path("approved").booleanValue()).isEqualTo(approved);
        assertThat(result.path("option").asString(null)).isEqualTo(option);
        assertThat(result.path("timed_out").booleanValue()).isTrue();
    }

    @Test
    void whoeverItIsAssignedToAnswersByIdOrByMailInAnyCase() {
        var me = runs.get("/v1/me");
        var mail = me.path("email").stringValue().toUpperCase(java.util.Locale.ROOT);

        for (String assignee : new String[] {tenant.owner().toString(), mail}) {
            var asked = asked(ASK.replace("'task_type'", "'assignees': ['%s'], 'task_type'".formatted(assignee)));

            answer(asked, "{'approved': true}").expectStatus().isOk();
        }
    }

    @Test
    void aResultThatFitsTheFormIsTakenAndANoNeedsNone() {
        var form =
                "'form_schema': {'type': 'object', 'required': ['qty'], 'properties': {'qty': {'type': 'integer'}}}, 'task_type'";

        answer(asked(ASK.replace("'task_type'", form)), "{'approved': true, 'result': {'qty': 3}}")
                .expectStatus()
                .isOk();
        answer(asked(ASK.replace("'task_type'", form)), "{'approved': false}")
                .expectStatus()
                .isOk();
    }

    @Test
    @Clause({
        "The result is {approved, option, comment}",
        "human_task_created | a person is asked",
        "human_task_completed | the answer is there"
    })
    void anAnswerEndsTheStepAndTheRunGoesOn() {
        var asked = asked(ASK);

        answer(asked, "{'approved': true, 'option': 'now', 'comment': 'fine', 'result': {'qty': 3}}")
                .expectStatus()
                .isOk();
        var summary = runs.awaitEnd(asked.workflow(), asked.run());
        var context = runs.get("/v1/workflows/%s/runs/%s/context".formatted(asked.workflow(), asked.run()));

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(context.path("steps").path("ask").path("result"))
                .isEqualTo(TestRuns.object("{'qty': 3, 'approved': true, 'option': 'now', 'comment': 'fine'}"));
        assertThat(runs.types(asked.workflow(), asked.run())).contains("human_task_created", "human_task_completed");
        assertThat(runs.get("/v1/tasks/pending").path("items")).isEmpty();
    }

    @Test
    void ofTwentyAnswersAtOnceOneCounts() throws Exception {
        var asked = asked(ASK);
        var client = as(tenant.token());
        Callable<Integer> answer = () -> client.post()
                .uri(asked.path() + "/" + asked.task() + "/complete")
                .header("Content-Type", "application/json")
                .bodyValue("{\"approved\": true}")
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = people.invokeAll(
                    IntStream.range(0, 20).mapToObj(_ -> answer).toList());

            assertThat(answers.stream().map(future -> future.resultNow()))
                    .filteredOn(status -> status == 200)
                    .hasSize(1);
            assertThat(answers.stream().map(future -> future.resultNow()))
                    .filteredOn(status -> status == 409)
                    .hasSize(19);
        }
        assertThat(runs.awaitEnd(asked.workflow(), asked.run()).path("status").stringValue())
                .isEqualTo("completed");
        assertThat(runs.types(asked.workflow(), asked.run())).containsOnlyOnce("human_task_completed");
    }

    @Test
    void theSecondAnswerIsToldTheFirst() {
        var asked = asked(ASK);
        answer(asked, "{'decision': 'reject', 'notes': 'too dear'}")
                .expectStatus()
                .isOk();

        JsonNode problem =
                TestRuns.json(answer(asked, "{'approved': true}").expectStatus().isEqualTo(409));

        assertThat(problem.path("code").stringValue()).isEqualTo("CONFLICT");
        assertThat(problem.path("decision").path("approved").booleanValue()).isFalse();
        assertThat(problem.path("decision").path("comment").stringValue()).isEqualTo("too dear");
    }

    @Test
    @Clause("context_edited | a person changed")
    void anEditChangesWhatLaterStepsReadAndNotWhatWasRecorded() {
        var asked = asked(ASK + """
                , {'id': 'which', 'type': 'switch', 'switch_on': '{{input.sku}}', 'depends_on': ['ask'], 'cases': {'B-1': []}}""");

        answer(asked, "{'approved': true, 'context_edits': {'input': {'sku': 'B-1'}}}")
                .expectStatus()
                .isOk();
        runs.awaitEnd(asked.workflow(), asked.run());
        var context = runs.get("/v1/workflows/%s/runs/%s/context".formatted(asked.workflow(), asked.run()));

        assertThat(context.path("steps")
                        .path("which")
                        .path("result")
                        .path("case")
                        .stringValue())
                .isEqualTo("B-1");
        assertThat(context.path("steps").path("ask").path("input").path("title").stringValue())
                .isEqualTo("Send A-17?");
        assertThat(runs.types(asked.workflow(), asked.run())).contains("context_edited");
    }

    @Test
    @Clause("timeout_default | the answer when time runs out")
    void whenNobodyAnswersTheDefaultDoes() {
        var asked = asked(
                ASK.replace("'task_type'", "'timeout_s': 1, 'timeout_default': {'approved': false}, 'task_type'"));

        var summary = runs.awaitEnd(asked.workflow(), asked.run());

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(summary.path("output").path("ask").path("timed_out").booleanValue())
                .isTrue();
        answer(asked, "{'approved': true}").expectStatus().isEqualTo(409);
    }

    @Test
    @Clause({"timeout_s | how long one attempt may take", "HUMAN_TASK_FAILED | nobody answered in time"})
    void withoutADefaultTheStepFails() {
        var asked = asked(ASK.replace("'task_type'", "'timeout_s': 1, 'task_type'"));

        var summary = runs.awaitEnd(asked.workflow(), asked.run());

        assertThat(summary.path("error").path("code").stringValue()).isEqualTo("HUMAN_TASK_FAILED");
    }

    @Test
    @Clause("resume | goes on; deadlines move")
    void aPauseGivesTheTaskItsTimeBack() {
        var asked = asked(ASK.replace("'task_type'", "'timeout_s': 3600, 'task_type'"));
        String before = due();

        steer(asked, "pause");
        steer(asked, "resume");

        assertThat(due()).isGreaterThan(before);
    }

    @Nested
    class Refused {

        @Test
        void anAnswerThatSaysNothing() {
            answer(asked(ASK), "{}").expectStatus().isBadRequest();
        }

        @Test
        @Clause("options | the answers to choose from")
        void anOptionThatIsNotOffered() {
            answer(asked(ASK), "{'option': 'never'}").expectStatus().isBadRequest();
        }

        @Test
        @Clause("form_schema | a JSON Schema")
        void aResultThatDoesNotFitTheForm() {
            var asked = asked(
                    ASK.replace("'task_type'", "'form_schema': {'type': 'object', 'required': ['qty']}, 'task_type'"));

            answer(asked, "{'approved': true, 'result': {}}").expectStatus().isBadRequest();
        }

        @Test
        void anEditOfAStepThatHasNoResult() {
            answer(asked(ASK), "{'approved': true, 'context_edits': {'steps': {'nope': {'result': 1}}}}")
                    .expectStatus()
                    .isBadRequest();
        }

        @Test
        @Clause("assignees | the people who may answer")
        void whoeverTheTaskIsNotAssignedTo() {
            var asked = asked(ASK.replace("'task_type'", "'assignees': ['boss@example.com'], 'task_type'"));

            answer(asked, "{'approved': true}").expectStatus().isForbidden();
        }

        @Test
        void aTokenWithoutTheScope() {
            var asked = asked(ASK);

            answer(as(tenant.token(Scope.TASK_READ, Scope.WORKFLOW_READ)), asked, "{'approved': true}")
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void anotherTenant() {
            var asked = asked(ASK);
            var stranger = as(tenants.aTenant().token());

            answer(stranger, asked, "{'approved': true}").expectStatus().isNotFound();
            stranger.get()
                    .uri(asked.path() + "/pending")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    private Asked asked(String steps) {
        var workflow = runs.workflow(steps);
        var run = runs.start(workflow, "{'trigger_payload': {'sku': 'A-17'}}");
        var summary = runs.await(workflow, run, "awaiting_human");
        return new Asked(
                workflow, run, summary.path("blocked_on").get(0).path("task_id").stringValue());
    }

    private void steer(Asked asked, String command) {
        runs.command(asked.workflow(), "{'command': '%s', 'params': {'run_id': '%s'}}".formatted(command, asked.run()))
                .expectStatus()
                .isOk();
    }

    private String due() {
        return runs.get("/v1/tasks/pending").path("items").get(0).path("due_at").stringValue();
    }

    private WebTestClient.ResponseSpec answer(Asked asked, String body) {
        return answer(as(tenant.token()), asked, body);
    }

    private static WebTestClient.ResponseSpec answer(WebTestClient client, Asked asked, String body) {
        return client.post()
                .uri(asked.path() + "/" + asked.task() + "/complete")
                .header("Content-Type", "application/json")
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }

    private record Asked(UUID workflow, String run, String task) {

        String path() {
            return "/v1/workflows/%s/runs/%s/tasks".formatted(workflow, run);
        }
    }
}
