package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class WorkQueueApiTest extends ApiTest {

    private static final int AGENTS = 50;
    private static final int TASKS = 12;

    private TestTenant tenant;
    private WebTestClient client;

    @BeforeEach
    void signIn() {
        tenant = tenants.aTenant();
        client = as(tenant.token(Scope.QUEUE_READ, Scope.QUEUE_WRITE));
    }

    @Test
    void aProjectHasAQueueOfTwentyToolsWithoutConfiguringOne() {
        var tools = body(client.get().uri("/v1/queue/tools").exchange()).path("items");

        assertThat(tools).hasSize(20);
        assertThat(tools.valueStream().map(tool -> tool.path("qualified_name").asString()))
                .allMatch(name -> name.startsWith("loopsmcp_"));
    }

    @Test
    void oneAndTheSameQueueIsMeantByTheStepsOfAWorkflowToo() {
        var task = created("Paint");

        Instances.created(as(tenant.token()), "loops", "Ours", "{\"workspace_name\": \"Ours\"}");

        assertThat(result("get_workspace", "{}").at("/workspace/name").asString())
                .isEqualTo("Ours");
        assertThat(result("get_task", "{\"task_id\": \"%s\"}".formatted(task))
                        .at("/task/title")
                        .asString())
                .isEqualTo("Paint");
    }

    @Test
    void theOldestEnabledOneServes() {
        var all = as(tenant.token());
        Instances.created(all, "loops", "Z first", "{\"workspace_name\": \"first\"}");
        Instances.created(all, "loops", "A second", "{\"workspace_name\": \"second\"}");

        assertThat(result("get_workspace", "{}").at("/workspace/name").asString())
                .isEqualTo("first");
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        var reader = as(tenant.token(Scope.QUEUE_READ));

        assertThat(body(call(reader, "get_next_work", "{}")).path("outcome").asString())
                .isEqualTo("success");
        call(reader, "create_task", "{\"title\": \"a\"}").expectStatus().isForbidden();
        call(as(tenant.token(Scope.MCP_EXECUTE)), "get_next_work", "{}")
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anotherTenantAndAnotherProjectHaveTheirOwn() {
        var task = created("Paint");
        var stranger = as(tenants.aTenant().token());
        var elsewhere = client.mutate()
                .defaultHeader(
                        "X-Project-Id",
                        tenants.aProject(tenant.id(), tenant.owner(), true).toString())
                .build();

        for (var other : List.of(stranger, elsewhere)) {
            var answer = body(call(other, "get_task", "{\"task_id\": \"%s\"}".formatted(task)));
            assertThat(answer.path("code").asString()).isEqualTo("NOT_FOUND");
            assertThat(body(call(other, "list_tasks", "{}")).at("/result/tasks"))
                    .isEmpty();
        }
    }

    @Test
    void badInputIsNamed() {
        assertThat(failure("update_task", "{\"task_id\": \"x\", \"status\": \"shipped\"}"))
                .contains("task_id");
        assertThat(failure("update_task", "{\"status\": \"shipped\"}")).contains("task_id");
        assertThat(failure("get_workflow", "{\"workflow\": \"sleep\"}")).contains("workflow");
        assertThat(failure("reorder_loops", "{\"loop_ids\": []}")).contains("loop_ids");
        assertThat(failure("bulk_update_tasks", "{}")).contains("task_ids");
        assertThat(failure("create_task", "{\"title\": \"a\\u0000b\"}")).contains("U+0000");
    }

    @Test
    void fiftyAgentsDoEachTaskOnce() throws Exception {
        var loop = result("create_loop", "{\"name\": \"Crowd\"}").at("/loop/id").asString();
        var tasks = new ArrayList<String>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(result("create_task", "{\"title\": \"Task %d\", \"loop_id\": \"%s\"}".formatted(i, loop))
                    .at("/task/id")
                    .asString());
        }
        result("bulk_update_tasks", "{\"task_ids\": %s, \"status\": \"approved\"}".formatted(quoted(tasks)));
        var done = new ConcurrentHashMap<String, AtomicInteger>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var agents = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < AGENTS; i++) {
                var random = new Random(i);
                agents.add(() -> work(random, done));
            }
            for (var agent : threads.invokeAll(agents)) {
                agent.get();
            }
        }

        assertThat(done.keySet()).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(done.values()).allMatch(times -> times.get() == 1);
        assertThat(result("get_queue_stats", "{}").at("/tasks/shipped").asInt()).isEqualTo(TASKS);
    }

    private boolean work(Random random, Map<String, AtomicInteger> done) {
        for (var ready = ready(); !ready.isEmpty(); ready = ready()) {
            var task = ready.get(random.nextInt(ready.size()));
            var taken = body(call(client, "update_task", status(task, "in_progress")));
            if (taken.path("outcome").asString().equals("success")) {
                done.computeIfAbsent(task, _ -> new AtomicInteger()).incrementAndGet();
                result("update_task", status(task, "shipped"));
            } else {
                assertThat(taken.path("code").asString()).as("%s", taken).isEqualTo("CONFLICT");
            }
        }
        return true;
    }

    private List<String> ready() {
        return result("get_next_work", "{}")
                .path("tasks")
                .valueStream()
                .map(task -> task.path("id").asString())
                .toList();
    }

    private String created(String title) {
        return result("create_task", "{\"title\": \"%s\"}".formatted(title))
                .at("/task/id")
                .asString();
    }

    private JsonNode result(String tool, String arguments) {
        var answer = body(call(client, tool, arguments));
        assertThat(answer.path("outcome").asString()).as("%s", answer).isEqualTo("success");
        return answer.path("result");
    }

    private String failure(String tool, String arguments) {
        var answer = body(call(client, tool, arguments));
        assertThat(answer.path("code").asString()).as("%s", answer).isEqualTo("INVALID_ARGUMENT");
        return answer.path("message").asString();
    }

    private static ResponseSpec call(WebTestClient as, String tool, String arguments) {
        return as.post()
                .uri("/v1/queue/tools/{tool}", "loopsmcp_" + tool)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"arguments\": %s}".formatted(arguments))
                .exchange();
    }

    private static String status(String task, String status) {
        return "{\"task_id\": \"%s\", \"status\": \"%s\"}".formatted(task, status);
    }

    private static String quoted(List<String> ids) {
        return "[\"" + String.join("\", \"", ids) + "\"]";
    }
}
