package dev.signalbox.platform.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.runs.TestRuns;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CallApiTest extends ApiTest {

    private static final String ASK = "{'id': 'ask', 'type': 'human_task', 'name': 'Ask'}";
    private static final String NAP = "{'id': 'nap', 'type': 'delay', 'delay_s': 3600}";
    private static final String BROKEN = "{'id': 'oops', 'type': 'lua_script', 'script': 'return 7'}";

    @Autowired
    private Settling settling;

    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
    }

    @Test
    @Clause({
        "Starts a run of another workflow, and waits for its end.",
        "The result is the output of that run.",
        "workflow_id | the workflow that is called",
        "input | the input of that run",
        "It belongs to the session of the run that started it, and acts for the same person.",
        "parent_run_id, parent_step_id | of a run that a step of another one started"
    })
    void theOutputOfTheChildIsTheResultOfTheStep() {
        var child = runs.workflow("{'id': 'pack', 'type': 'lua_script', 'script': 'return { boxes = input.qty * 2 }'}");
        var parent = runs.workflow(
                call(child, "{'qty': '{{input.qty}}'}") + ", {'id': 'done', 'type': 'switch', 'depends_on': ['call'],"
                        + " 'switch_on': '{{steps.call.result.pack.boxes}}', 'cases': {'6': []}}");

        var run = runs.start(parent, "{'trigger_payload': {'qty': 3}}");
        var summary = runs.awaitEnd(parent, run);

        assertThat(summary.path("output").path("done")).isEqualTo(TestRuns.object("{'case': '6'}"));
        var started = onlyRunOf(child);
        assertThat(started.path("trigger").stringValue()).isEqualTo("run");
        assertThat(started.path("parent_run_id").stringValue()).isEqualTo(run);
        assertThat(started.path("parent_step_id").stringValue()).isEqualTo("call");
        assertThat(started.path("session_id")).isEqualTo(summary.path("session_id"));
        assertThat(started.path("started_by").stringValue())
                .isEqualTo(tenant.owner().toString());
        var childSummary = runs.summary(child, started.path("run_id").stringValue());
        assertThat(childSummary.path("parent_run_id").stringValue()).isEqualTo(run);
        assertThat(childSummary.path("parent_step_id").stringValue()).isEqualTo("call");
    }

    @Test
    @Clause("version | the version of it, the latest published one")
    void aVersionCanBeNamed() {
        var child = runs.workflow("{'id': 'a', 'type': 'lua_script', 'script': 'return { v = 1 }'}");
        runs.publish(child, "{'steps': [{'id': 'a', 'type': 'lua_script', 'script': 'return { v = 2 }'}]}");
        var first = runs.workflow(call(child, "{}").replace("'input'", "'version': 1, 'input'"));
        var latest = runs.workflow(call(child, "{}"));

        var one = runs.awaitEnd(first, runs.start(first));
        var two = runs.awaitEnd(latest, runs.start(latest));

        assertThat(one.path("output").path("call").path("a").path("v").intValue())
                .isEqualTo(1);
        assertThat(two.path("output").path("call").path("a").path("v").intValue())
                .isEqualTo(2);
    }

    @Test
    void theSummaryNamesTheChildThatIsWaitedFor() {
        var called = called(ASK);

        var summary = runs.summary(called.parent(), called.run());

        var blocker = summary.path("blocked_on").get(0);
        assertThat(summary.path("orchestration_phase").stringValue()).isEqualTo("awaiting_external");
        assertThat(blocker.path("kind").stringValue()).isEqualTo("workflow_call");
        assertThat(blocker.path("child_run_id").stringValue()).isEqualTo(called.childRun());
        assertThat(blocker.path("child_workflow_id").stringValue())
                .isEqualTo(called.child().toString());
        assertThat(summary.path("next_actions").get(0).path("action").stringValue())
                .isEqualTo("look_at_child_run");
    }

    @Nested
    class AChild {

        @Test
        @Clause("When it fails the step fails with its code and a message that names the run and its step")
        void thatFailsFailsTheStepWithItsCode() {
            var child = runs.workflow(BROKEN);
            var parent = runs.workflow(call(child, "{}"));

            var error = runs.awaitEnd(parent, runs.start(parent)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("SCRIPT_FAILED");
            assertThat(error.path("step_id").stringValue()).isEqualTo("call");
            assertThat(error.path("message").stringValue())
                    .startsWith("Run " + onlyRunOf(child).path("run_id").stringValue() + " failed at step oops: ");
        }

        @Test
        @Clause("retry_count starts a new one for each further attempt.")
        void thatFailsIsFollowedByAnotherOne() {
            var child = runs.workflow(BROKEN);
            var parent = runs.workflow(call(child, "{}").replace("'input'", "'retry_count': 1, 'input'"));

            var run = runs.start(parent);
            var summary = runs.awaitEnd(parent, run);

            assertThat(summary.path("status").stringValue()).isEqualTo("failed");
            assertThat(runsOf(child)).hasSize(2);
            assertThat(runs.types(parent, run)).contains("step_retrying");
        }

        @Test
        @Clause({"When it is stopped the step fails with RUN_STOPPED.", "RUN_STOPPED | the run that the step waited for"
        })
        void thatIsStoppedFailsTheStep() {
            var called = called(ASK);

            steer(called.child(), called.childRun(), "stop");
            var error = runs.awaitEnd(called.parent(), called.run()).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("RUN_STOPPED");
            assertThat(error.path("message").stringValue()).isEqualTo("Run " + called.childRun() + " was stopped.");
        }

        @Test
        @Clause("timeout_s | how long the other run may take; then it is stopped and the step fails")
        void thatTakesTooLongIsStopped() {
            var child = runs.workflow(NAP);
            var parent = runs.workflow(call(child, "{}").replace("'input'", "'timeout_s': 1, 'input'"));

            var error = runs.awaitEnd(parent, runs.start(parent)).path("error");
            var stopped = runs.awaitEnd(child, onlyRunOf(child).path("run_id").stringValue());

            assertThat(error.path("code").stringValue()).isEqualTo("RUN_STALLED_OR_TIMED_OUT");
            assertThat(stopped.path("status").stringValue()).isEqualTo("stopped");
        }

        @Test
        void thatEndsWhileNobodyLooksIsSettledLater() {
            var called = called(ASK);
            settling.stop();
            try {
                answer(called);
                runs.awaitEnd(called.child(), called.childRun());
                assertThat(runs.summary(called.parent(), called.run())
                                .path("blocked_on")
                                .get(0)
                                .path("kind")
                                .stringValue())
                        .isEqualTo("workflow_call");
            } finally {
                settling.start();
            }

            assertThat(runs.awaitEnd(called.parent(), called.run())
                            .path("status")
                            .stringValue())
                    .isEqualTo("completed");
        }

        @Test
        void thatIsSettledTwiceEndsItsStepOnce() throws SQLException {
            var called = called(ASK);
            answer(called);
            runs.awaitEnd(called.parent(), called.run());
            var told = runs.events(called.parent(), called.run());

            sql("update run_call set todo = 'return' where child_run_id = '%s'".formatted(called.childRun()));
            settling.settleAll().block();

            assertThat(runs.events(called.parent(), called.run())).isEqualTo(told);
        }
    }

    @Nested
    class AParent {

        @Test
        @Clause(
                "When the run that started it ends before it does, by a stop, a failure or a terminal step, it is stopped.")
        void thatIsStoppedStopsWhatItStartedDownToTheTask() {
            var inner = runs.workflow(ASK);
            var middle = runs.workflow(call(inner, "{}"));
            var outer = runs.workflow(call(middle, "{}"));
            var run = runs.start(outer);
            runs.await(outer, run, "awaiting_external");
            var middleRun = onlyRunOf(middle).path("run_id").stringValue();
            runs.await(middle, middleRun, "awaiting_external");
            var innerRun = onlyRunOf(inner).path("run_id").stringValue();
            runs.await(inner, innerRun, "awaiting_human");

            steer(outer, run, "stop");

            assertThat(runs.awaitEnd(middle, middleRun).path("status").stringValue())
                    .isEqualTo("stopped");
            assertThat(runs.awaitEnd(inner, innerRun).path("status").stringValue())
                    .isEqualTo("stopped");
            assertThat(runs.get("/v1/tasks/pending").path("items")).isEmpty();
        }

        @Test
        void thatFailsStopsWhatItStarted() {
            var child = runs.workflow(ASK);
            var parent = runs.workflow(call(child, "{}") + ", {'id': 'nap', 'type': 'delay', 'delay_s': 1}, "
                    + BROKEN.replace("'type'", "'depends_on': ['nap'], 'type'"));

            var run = runs.start(parent);

            assertThat(runs.awaitEnd(parent, run).path("status").stringValue()).isEqualTo("failed");
            assertThat(runs.awaitEnd(child, onlyRunOf(child).path("run_id").stringValue())
                            .path("status")
                            .stringValue())
                    .isEqualTo("stopped");
        }

        @Test
        @Clause("A pause of one does not pause the other; what the child ends with is kept for its parent.")
        void thatIsPausedDoesNotPauseItsChildAndGoesOnWithItsResult() {
            var called = called(ASK);
            steer(called.parent(), called.run(), "pause");

            answer(called);
            runs.awaitEnd(called.child(), called.childRun());
            runs.awaitSummary(
                    called.parent(),
                    called.run(),
                    summary -> summary.path("steps").path("completed").intValue() == 1);
            assertThat(runs.summary(called.parent(), called.run())
                            .path("status")
                            .stringValue())
                    .isEqualTo("paused");

            steer(called.parent(), called.run(), "resume");
            assertThat(runs.awaitEnd(called.parent(), called.run())
                            .path("status")
                            .stringValue())
                    .isEqualTo("completed");
        }
    }

    @Nested
    class ACallThatCannotBegin {

        @Test
        @Clause({
            "WORKFLOW_CALL_FAILED | the called workflow could not be started",
            "The input must fit the input_schema of the called workflow when the run is started."
        })
        void becauseItsInputDoesNotFit() {
            var child = runs.published("""
                    {'input_schema': {'type': 'object', 'required': ['sku']}, 'steps': [%s]}""".formatted(NAP));
            var parent = runs.workflow(call(child, "{'qty': 1}"));

            var error = runs.awaitEnd(parent, runs.start(parent)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("WORKFLOW_CALL_FAILED");
            assertThat(error.path("message").stringValue()).contains("does not fit the workflow's input_schema", "sku");
            assertThat(runsOf(child)).isEmpty();
        }

        @Test
        @Clause("A workflow that is archived or gone when the step opens fails it with WORKFLOW_CALL_FAILED.")
        void becauseTheWorkflowWasArchived() {
            var child = runs.workflow(NAP);
            var parent = runs.workflow(call(child, "{}"));
            as(tenant.token())
                    .delete()
                    .uri("/v1/workflows/{id}", child)
                    .exchange()
                    .expectStatus()
                    .is2xxSuccessful();

            var error = runs.awaitEnd(parent, runs.start(parent)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("WORKFLOW_CALL_FAILED");
            assertThat(error.path("message").stringValue()).contains("is archived. Restore it first.");
        }

        @Test
        @Clause("calls inside of calls | 16 deep")
        void becauseCallsAreNestedTooDeep() {
            var workflow = runs.draft("{'steps': [%s]}".formatted(NAP));
            runs.publish(workflow, "{'steps': [%s]}".formatted(call(workflow, "{}")));

            var run = runs.start(workflow);
            var error = runs.awaitEnd(workflow, run).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("WORKFLOW_CALL_FAILED");
            assertThat(error.path("message").stringValue()).contains("call one another more than 16 deep");
            assertThat(runsOf(workflow)).hasSize(17);
        }

        @Test
        @Clause("It may be one of another project that the person the run acts for may run.")
        void becauseItsPersonMayNotEnterTheOtherProject() {
            var admin = tenants.person(tenant.id(), TenantRole.TENANT_MEMBER);
            var closed = tenants.aProject(tenant.id(), admin, false);
            var theirs = new TestRuns(
                    as(tenants.pat(tenant.id(), admin, closed, Scope.all()).token()));
            var child = theirs.workflow(NAP);
            var insider = new TestRuns(as(tenants.pat(tenant.id(), admin, tenant.project(), Scope.all())
                    .token()));
            var parent = insider.workflow(call(child, "{}"));
            var stranger = new TestRuns(as(tenant.memberToken(Scope.all().toArray(Scope[]::new))));

            var error = stranger.awaitEnd(parent, stranger.start(parent)).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("WORKFLOW_CALL_FAILED");
            assertThat(error.path("message").stringValue()).contains("Workflow " + child + " does not exist.");
            assertThat(theirs.get("/v1/workflows/%s/runs".formatted(child)).path("items"))
                    .isEmpty();
            insider.await(parent, insider.start(parent), "awaiting_external");
            assertThat(theirs.get("/v1/workflows/%s/runs".formatted(child)).path("items"))
                    .hasSize(1);
        }

        @Test
        void becauseItsPersonLostTheRight() throws SQLException {
            var child = runs.workflow(NAP);
            var parent = runs.workflow("{'id': 'nap', 'type': 'delay', 'delay_s': 3}, "
                    + call(child, "{}").replace("'input'", "'depends_on': ['nap'], 'input'"));
            var person = tenants.person(tenant.id(), TenantRole.TENANT_MEMBER);
            var pat = tenants.pat(tenant.id(), person, tenant.project(), Set.of(Scope.WORKFLOW_RUN));
            var run = new TestRuns(as(pat.token())).start(parent);
            sql("update access_token set revoked_at = now() where token_id = '%s'".formatted(pat.id()));

            var error = runs.awaitEnd(parent, run).path("error");

            assertThat(error.path("code").stringValue()).isEqualTo("PERMISSION_LOST");
            assertThat(runsOf(child)).isEmpty();
        }
    }

    @Nested
    class Validated {

        @Test
        @Clause("Validation finds a workflow_id that leads nowhere")
        void aCallThatLeadsNowhereKeepsADraftFromBeingPublished() {
            var unpublished = runs.draft("{'steps': [%s]}".formatted(NAP));
            var published = runs.workflow(NAP);

            assertThat(issues(call(UUID.randomUUID(), "{}"))).containsExactly("WORKFLOW_UNKNOWN");
            assertThat(issues(call("nonsense", "{}"))).containsExactly("WORKFLOW_UNKNOWN");
            assertThat(issues(call(unpublished, "{}"))).containsExactly("WORKFLOW_NOT_CALLABLE");
            assertThat(issues(call(published, "{}").replace("'input'", "'version': 2, 'input'")))
                    .containsExactly("WORKFLOW_NOT_CALLABLE");
            assertThat(issues(call(published, "{}"))).isEmpty();
        }

        @Test
        void anotherTenantsWorkflowIsOneThatNeverWas() {
            var theirs = new TestRuns(as(tenants.aTenant().token())).workflow(NAP);

            assertThat(issues(call(theirs, "{}"))).containsExactly("WORKFLOW_UNKNOWN");
        }

        @Test
        @Clause("workflow_calls | called workflows that are not there")
        void whoMaySeeTheCalledWorkflowButNotRunItIsWarned() {
            var theirs = tenants.aProject(tenant.id(), tenant.owner(), true);
            var child = new TestRuns(as(tenants.pat(tenant.id(), tenant.owner(), theirs, Scope.all())
                            .token()))
                    .workflow(NAP);
            var own = tenants.person(tenant.id(), TenantRole.TENANT_MEMBER);
            var home = tenants.aProject(tenant.id(), own, false);
            var client = new TestRuns(
                    as(tenants.pat(tenant.id(), own, home, Scope.all()).token()));
            as(tenant.token())
                    .put()
                    .uri("/v1/projects/%s/members/%s".formatted(theirs, own))
                    .bodyValue(Map.of("role", "project_viewer"))
                    .exchange()
                    .expectStatus()
                    .is2xxSuccessful();

            JsonNode found = validate(
                    client,
                    client.draft("{'steps': [%s]}".formatted(NAP)),
                    "{'steps': [%s]}".formatted(call(child, "{}")));

            assertThat(found.path("valid").booleanValue()).isTrue();
            assertThat(found.at("/issues/0/code").stringValue()).isEqualTo("PERMISSION_MISSING");
            assertThat(found.at("/issues/0/message").stringValue()).contains("may not run it");
        }

        @Test
        @Clause("It warns when a workflow calls itself.")
        void aWorkflowThatCallsItselfIsWarnedOf() {
            var workflow = runs.draft("{'steps': [%s]}".formatted(NAP));
            JsonNode found = validate(runs, workflow, "{'steps': [%s]}".formatted(call(workflow, "{}")));

            assertThat(found.path("valid").booleanValue()).isTrue();
            assertThat(found.path("issues").get(0).path("code").stringValue()).isEqualTo("WORKFLOW_CALLS_ITSELF");
        }

        private List<String> issues(String step) {
            var draft = runs.draft("{'steps': [%s]}".formatted(step));
            return CallApiTest.this.issues(runs, draft);
        }
    }

    private List<String> issues(TestRuns client, UUID draft) {
        return client.validation(draft, "{}")
                .path("issues")
                .valueStream()
                .map(issue -> issue.path("code").stringValue())
                .toList();
    }

    private static JsonNode validate(TestRuns client, UUID draft, String graph) {
        return client.validation(draft, "{'graph': %s}".formatted(graph));
    }

    private Called called(String childSteps) {
        var child = runs.workflow(childSteps);
        var parent = runs.workflow(call(child, "{}"));
        var run = runs.start(parent);
        var childRun = runs.await(parent, run, "awaiting_external")
                .path("blocked_on")
                .get(0)
                .path("child_run_id")
                .stringValue();
        runs.await(child, childRun, "awaiting_human");
        return new Called(parent, run, child, childRun);
    }

    private void answer(Called called) {
        var task = runs.summary(called.child(), called.childRun())
                .path("blocked_on")
                .get(0)
                .path("task_id")
                .stringValue();
        as(tenant.token())
                .post()
                .uri("/v1/workflows/%s/runs/%s/tasks/%s/complete".formatted(called.child(), called.childRun(), task))
                .header("Content-Type", "application/json")
                .bodyValue("{\"approved\": true}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void steer(UUID workflow, String run, String command) {
        runs.command(workflow, "{'command': '%s', 'params': {'run_id': '%s'}}".formatted(command, run))
                .expectStatus()
                .isOk();
    }

    private JsonNode runsOf(UUID workflow) {
        return runs.get("/v1/workflows/%s/runs".formatted(workflow)).path("items");
    }

    private JsonNode onlyRunOf(UUID workflow) {
        JsonNode found = runsOf(workflow);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String call(Object workflow, String input) {
        return "{'id': 'call', 'type': 'workflow_call', 'name': 'Call', 'workflow_id': '%s', 'input': %s}"
                .formatted(workflow, input);
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = database().admin().open();
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private record Called(UUID parent, String run, UUID child, String childRun) {}
}
