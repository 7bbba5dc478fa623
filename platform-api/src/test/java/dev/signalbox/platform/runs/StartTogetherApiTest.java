package dev.signalbox.platform.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Starts of a workflow that was started a moment ago: they share transactions, and what is remembered of it. */
class StartTogetherApiTest extends ApiTest {

    private static final String NOTHING = "{'id': 'a', 'type': 'lua_script', 'script': 'return {}'}";
    private static final String START = "{'command': 'start', 'params': {%s}}";

    private TestTenant tenant;
    private TestRuns runs;
    private UUID workflow;

    @BeforeEach
    void startOne() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
        workflow = runs.workflow(NOTHING);
        runs.start(workflow);
    }

    @Test
    void eachOfManyIsTakenInAndAudited() throws Exception {
        var started = new HashSet<String>();
        for (JsonNode answer : atOnce(60, _ -> START.formatted(""))) {
            assertThat(answer.path("status").stringValue()).isEqualTo("queued");
            started.add(answer.path("run_id").stringValue());
        }

        assertThat(started).hasSize(60);
        for (String run : started) {
            runs.awaitEnd(workflow, run);
            assertThat(seqs(run))
                    .containsExactlyElementsOf(countingFrom1(seqs(run).size()));
        }
        assertThat(audited())
                .containsAll(started.stream().map(run -> "run/" + run).toList());
    }

    @Test
    void oneIdAmongManyIsTakenInOnce() throws Exception {
        var id = UUID.randomUUID().toString();

        var answers = atOnce(40, i -> START.formatted(i % 2 == 0 ? "" : "'run_id': '%s'".formatted(id)));

        assertThat(answers.stream()
                        .filter(answer -> answer.path("run_id").stringValue().equals(id)))
                .hasSize(20);
        runs.awaitEnd(workflow, id);
        assertThat(seqs(id)).containsExactlyElementsOf(countingFrom1(seqs(id).size()));
        assertThat(audited().stream().filter(target -> target.equals("run/" + id)))
                .hasSize(1);
    }

    @Test
    void anArchivedWorkflowIsNotStarted() {
        var client = as(tenant.token());
        client.delete()
                .uri("/v1/workflows/{id}", workflow)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        runs.command(workflow, START.formatted("")).expectStatus().isEqualTo(409);
        runs.command(workflow, START.formatted("'version': 1")).expectStatus().isEqualTo(409);

        client.post()
                .uri("/v1/workflows/{id}/restore", workflow)
                .exchange()
                .expectStatus()
                .isOk();
        runs.command(workflow, START.formatted("")).expectStatus().isAccepted();
    }

    @Test
    void theNewestVersionIsStarted() {
        runs.publish(workflow, "{'steps': [%s]}".formatted(NOTHING));

        assertThat(version(START.formatted(""))).isEqualTo(2);
        assertThat(version(START.formatted("'version': 1"))).isEqualTo(1);
    }

    @Test
    void whatAnOlderVersionRefusesIsForTheNewestToJudge() {
        var narrow = runs.published(
                "{'steps': [%s], 'input_schema': {'type': 'object', 'required': ['n']}}".formatted(NOTHING));
        runs.start(narrow, "{'trigger_payload': {'n': 1}}");
        runs.command(narrow, START.formatted("")).expectStatus().isBadRequest();

        runs.publish(narrow, "{'steps': [%s]}".formatted(NOTHING));

        runs.command(narrow, START.formatted("")).expectStatus().isAccepted();
    }

    @Test
    void whoMayOnlyReadIsRefused() {
        var reader = tenants.pat(tenant.id(), tenant.owner(), tenant.project(), Set.of(Scope.WORKFLOW_READ));

        new TestRuns(as(reader.token()))
                .command(workflow, START.formatted(""))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anotherTenantFindsNothing() {
        var stranger = new TestRuns(as(tenants.aTenant().token()));

        stranger.command(workflow, START.formatted("")).expectStatus().isNotFound();
    }

    private interface Body {

        String of(int index);
    }

    private List<JsonNode> atOnce(int count, Body body) throws Exception {
        var answers = new ArrayList<JsonNode>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> starts = IntStream.range(0, count)
                    .<Callable<JsonNode>>mapToObj(i -> () -> TestRuns.json(
                            runs.command(workflow, body.of(i)).expectStatus().is2xxSuccessful()))
                    .toList();
            for (Future<JsonNode> answer : clients.invokeAll(starts)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private int version(String start) {
        return TestRuns.json(runs.command(workflow, start).expectStatus().isAccepted())
                .path("version")
                .intValue();
    }

    private List<Long> seqs(String run) {
        return runs.get("/v1/workflows/%s/runs/%s/events?limit=200".formatted(workflow, run))
                .path("items")
                .valueStream()
                .map(event -> event.path("seq").longValue())
                .toList();
    }

    private static List<Long> countingFrom1(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private List<String> audited() throws java.sql.SQLException {
        var targets = new ArrayList<String>();
        try (var connection = database().admin().open();
                var select = connection.prepareStatement(
                        "select target from audit_event where tenant_id = ? and action = 'run.start'")) {
            select.setObject(1, tenant.id().value());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    targets.add(row.getString(1));
                }
            }
        }
        return targets;
    }
}
