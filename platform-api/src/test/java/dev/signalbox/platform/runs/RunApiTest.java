package dev.signalbox.platform.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.contract.Clause;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunApiTest extends ApiTest {

    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
    }

    @Test
    @Clause({"Events are only ever added.", "seq counts from 1 in each run and leaves no gap."})
    void aRunWithADelayAndABranchCompletes() {
        var workflow = runs.workflow("""
                {'id': 'wait', 'type': 'delay', 'delay_s': 0.3},
                {'id': 'which', 'type': 'switch', 'switch_on': '{{input.kind}}', 'depends_on': ['wait'],
                 'cases': {'a': ['left'], 'b': ['right']}},
                {'id': 'left', 'type': 'delay', 'delay_s': 0, 'depends_on': ['which']},
                {'id': 'right', 'type': 'delay', 'delay_s': 0, 'depends_on': ['which']}""");

        var run = runs.start(workflow, "{'trigger_payload': {'kind': 'b'}}");
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("status").stringValue()).isEqualTo("completed");
        assertThat(summary.path("steps").path("completed").intValue()).isEqualTo(3);
        assertThat(runs.events(workflow, run))
                .extracting(event -> event.path("seq").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, runs.events(workflow, run).size())
                                .boxed()
                                .toList());
        assertThat(runs.types(workflow, run))
                .startsWith("state_changed", "run_started", "step_started", "timer_set")
                .endsWith("run_completed");
    }

    @Test
    @Clause({
        "A run that waits for a person stays running",
        "blocked_on | what the run waits for",
        "next_actions | what a reader can do"
    })
    void aRunThatWaitsForAPersonSaysSo() {
        var workflow = runs.workflow("""
                {'id': 'ask', 'type': 'human_task', 'task_type': 'approval', 'task_payload': {'title': 'Go?'}}""");

        var summary = runs.await(workflow, runs.start(workflow), "awaiting_human");

        assertThat(summary.path("status").stringValue()).isEqualTo("running");
        assertThat(summary.path("blocked_on").get(0).path("kind").stringValue()).isEqualTo("human_task");
        assertThat(summary.path("next_actions").get(0).path("action").stringValue())
                .isEqualTo("complete_task");
    }

    @Test
    void aRunIsFoundByItsIdAlone() {
        var workflow = runs.workflow("{'id': 'rest', 'type': 'delay', 'delay_s': 0}");
        var run = runs.start(workflow);
        runs.awaitEnd(workflow, run);

        assertThat(runs.get("/v1/runs/" + run))
                .isEqualTo(runs.get("/v1/runs").path("items").get(0));
    }

    @Test
    void anotherTenantGetsTheAnswerOfARunThatNeverWas() {
        var run = runs.start(runs.workflow("{'id': 'rest', 'type': 'delay', 'delay_s': 0}"));
        var never = UUID.randomUUID().toString();
        String theirs = tenants.aTenant().token();

        assertThat(notFound(theirs, run).replace(run, "ID"))
                .isEqualTo(notFound(theirs, never).replace(never, "ID"));
    }

    private String notFound(String token, String run) {
        return Objects.requireNonNull(as(token)
                .get()
                .uri("/v1/runs/" + run)
                .header("X-Request-Id", "same")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
