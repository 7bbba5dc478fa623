package dev.signalbox.connector.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import dev.signalbox.connector.testkit.TestMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** A queue in memory, and what a test does with it. */
final class TestQueue {

    static final UUID ADA = new UUID(0, 10);
    static final UUID BEN = new UUID(0, 11);

    private final TestContext context = new TestContext();
    private final WorkqueueConnector connector =
            new WorkqueueConnector(new WorkqueueSettings("The shop", Optional.of("Be careful.")), context);

    TestMembers members() {
        return context.members();
    }

    static TestCall by(UUID person) {
        return TestCall.anonymous().by(person).withKey(UUID.randomUUID().toString());
    }

    Map<String, Document> documents() {
        return context.store().documents();
    }

    List<Tool<?>> tools() {
        return connector.tools();
    }

    @SuppressWarnings("unchecked") // each test gives the arguments that the tool takes
    Map<String, Object> call(String name, Object arguments, ToolCall call) throws InterruptedException {
        var tool = (Tool<Object>) connector.tools().stream()
                .filter(one -> one.definition().name().equals("loopsmcp_" + name))
                .findFirst()
                .orElseThrow();
        return (Map<String, Object>) tool.handler().handle(arguments, call).structured();
    }

    Map<String, Object> call(String name, Object arguments) throws InterruptedException {
        return call(name, arguments, by(ADA));
    }

    Map<String, Object> call(String name) throws InterruptedException {
        return call(name, new Arguments.Nothing());
    }

    ToolException fails(Reason reason, String name, Object arguments) {
        return fails(reason, name, arguments, by(ADA));
    }

    ToolException fails(Reason reason, String name, Object arguments, ToolCall call) {
        return Assertions.assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> call(name, arguments, call))
                .satisfies(failure ->
                        assertThat(failure.reason()).as("%s", failure).isEqualTo(reason))
                .actual();
    }

    String loop(String name) throws InterruptedException {
        return loop(name, Arguments.Visibility.PUBLIC);
    }

    String loop(String name, Arguments.Visibility visibility) throws InterruptedException {
        var created = call(
                "create_loop",
                new Arguments.CreateLoop(name, Optional.of("About " + name), Optional.empty(), visibility));
        return id(created, "loop");
    }

    String task(String title, @Nullable String loop) throws InterruptedException {
        return task(title, loop, Priority.NONE);
    }

    String task(String title, @Nullable String loop, Priority priority) throws InterruptedException {
        var created = call(
                "create_task",
                new Arguments.CreateTask(title, Optional.of("Do " + title), Optional.ofNullable(loop), priority));
        return id(created, "task");
    }

    String approved(String title, String loop) throws InterruptedException {
        var task = task(title, loop);
        update(task, "approved");
        return task;
    }

    Map<String, Object> update(String task, String status) throws InterruptedException {
        return map(
                call("update_task", Map.of("task_id", task, "status", status)).get("task"));
    }

    Map<String, Object> taskNow(String task) throws InterruptedException {
        return map(call("get_task", new Arguments.OfTask(task)).get("task"));
    }

    List<String> queueNow() throws InterruptedException {
        return ids(call("get_loop_queue"), "queue");
    }

    static String id(Map<String, Object> answer, String member) {
        return String.valueOf(map(answer.get(member)).get("id"));
    }

    static List<String> ids(Map<String, Object> answer, String member) {
        var ids = new ArrayList<String>();
        ((List<?>) answer.get(member)).forEach(one -> ids.add(String.valueOf(map(one).get("id"))));
        return ids;
    }

    @SuppressWarnings("unchecked") // answers are made of maps with names
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
