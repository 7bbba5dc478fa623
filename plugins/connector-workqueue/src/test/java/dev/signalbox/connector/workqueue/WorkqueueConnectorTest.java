package dev.signalbox.connector.workqueue;

import static dev.signalbox.connector.workqueue.TestQueue.ids;
import static dev.signalbox.connector.workqueue.TestQueue.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.workqueue.Arguments.OfLoop;
import dev.signalbox.connector.workqueue.Arguments.OfTask;
import dev.signalbox.connector.workqueue.Arguments.SetPriority;
import dev.signalbox.connector.workqueue.Arguments.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkqueueConnectorTest {

    private static final String NOBODY = "01ARYZ6S41TSV4RRFFQ69G5FAV";

    private final TestQueue queue = new TestQueue();

    @Nested
    class Tasks {

        @Test
        void aNewTaskIsOpenAndInNoLoop() throws Exception {
            var task = queue.task("Paint the door", null);

            assertThat(queue.taskNow(task))
                    .containsEntry("title", "Paint the door")
                    .containsEntry("body", "Do Paint the door")
                    .containsEntry("status", "open")
                    .containsEntry("priority", "none")
                    .containsEntry("loop_id", null)
                    .containsEntry("comments", List.of());
        }

        @Test
        void onlyWhatIsNamedChanges() throws Exception {
            var loop = queue.loop("Doors");
            var task = queue.task("Paint", loop, Priority.HIGH);

            queue.call("update_task", Map.of("task_id", task, "due_date", "2026-12-24", "title", "Paint it red"));

            assertThat(queue.taskNow(task))
                    .containsEntry("title", "Paint it red")
                    .containsEntry("body", "Do Paint")
                    .containsEntry("due_date", "2026-12-24")
                    .containsEntry("priority", "high")
                    .containsEntry("loop_id", loop);
        }

        @Test
        void nullClearsTheDayAndTheLoop() throws Exception {
            var loop = queue.loop("Doors");
            var task = queue.task("Paint", loop);
            queue.call("update_task", Map.of("task_id", task, "due_date", "2026-12-24"));

            queue.call("update_task", nulls(task, "due_date", "loop_id"));

            assertThat(queue.taskNow(task)).containsEntry("due_date", null).containsEntry("loop_id", null);
            assertThat(ids(queue.call("list_tasks", noFilter()), "tasks")).containsExactly(task);
            assertThat(ids(queue.call("get_loop", new OfLoop(loop)), "tasks")).isEmpty();
        }

        @Test
        void theListFiltersAndPutsFirstWhatMattersMost() throws Exception {
            var low = queue.task("a", null, Priority.LOW);
            var urgent = queue.task("b", null, Priority.URGENT);
            var none = queue.task("c", null, Priority.NONE);
            queue.task("in a loop", queue.loop("Doors"), Priority.URGENT);
            queue.update(none, "approved");

            assertThat(ids(queue.call("list_tasks", noFilter()), "tasks")).containsExactly(urgent, low, none);
            assertThat(ids(
                            queue.call(
                                    "list_tasks", new Arguments.ListTasks(Optional.of(Priority.LOW), Optional.empty())),
                            "tasks"))
                    .containsExactly(low);
            assertThat(ids(
                            queue.call(
                                    "list_tasks",
                                    new Arguments.ListTasks(Optional.empty(), Optional.of(TaskStatus.APPROVED))),
                            "tasks"))
                    .containsExactly(none);
        }

        @Test
        void severalChangeTogetherOrNotAtAll() throws Exception {
            var loop = queue.loop("Doors");
            var one = queue.task("a", null);
            var two = queue.task("b", null);

            queue.call(
                    "bulk_update_tasks", Map.of("task_ids", List.of(one, two), "loop_id", loop, "status", "approved"));
            queue.fails(
                    Reason.NOT_FOUND,
                    "bulk_update_tasks",
                    Map.of("task_ids", List.of(one, two, NOBODY), "status", "rejected"));

            assertThat(ids(queue.call("get_loop", new OfLoop(loop)), "tasks")).containsExactly(one, two);
            assertThat(queue.taskNow(one)).containsEntry("status", "approved");
        }

        @Test
        void aDeletedTaskIsGoneEverywhere() throws Exception {
            var loop = queue.loop("Doors");
            var task = queue.task("a", loop);

            queue.call("delete_task", new OfTask(task));

            queue.fails(Reason.NOT_FOUND, "get_task", new OfTask(task));
            queue.fails(Reason.NOT_FOUND, "delete_task", new OfTask(task));
            assertThat(ids(queue.call("get_loop", new OfLoop(loop)), "tasks")).isEmpty();
        }
    }

    @Nested
    class Taking {

        @Test
        void oneAgentTakesATaskAndTheOtherIsTold() throws Exception {
            var task = queue.approved("a", queue.loop("Doors"));

            queue.update(task, "in_progress");

            assertThat(queue.fails(Reason.CONFLICT, "update_task", Map.of("task_id", task, "status", "in_progress")))
                    .hasMessageContaining("somebody else was first");
        }

        @Test
        void theSameCallOnceMoreIsNoConflict() throws Exception {
            var task = queue.approved("a", queue.loop("Doors"));
            var take = Map.of("task_id", task, "status", "in_progress");
            var call = TestQueue.by(TestQueue.ADA);

            queue.call("update_task", take, call);

            assertThat(map(queue.call("update_task", take, call.repeated()).get("task")))
                    .containsEntry("status", "in_progress");
        }

        @ParameterizedTest
        @ValueSource(strings = {"rejected", "on_hold", "shipped"})
        void onlyAnApprovedTaskIsTaken(String status) throws Exception {
            var task = queue.task("a", queue.loop("Doors"));
            queue.fails(Reason.CONFLICT, "update_task", Map.of("task_id", task, "status", "in_progress"));
            queue.update(task, status);

            queue.fails(Reason.CONFLICT, "update_task", Map.of("task_id", task, "status", "in_progress"));

            queue.update(task, "approved");
            assertThat(queue.update(task, "in_progress")).containsEntry("status", "in_progress");
        }

        @Test
        void nextWorkIsTheFirstLoopThatHasSomeWithAllThreeLevelsOfContext() throws Exception {
            queue.loop("Empty");
            var second = queue.loop("Doors");
            var third = queue.loop("Windows");
            queue.approved("glass", third);
            queue.task("not yet", second, Priority.URGENT);
            var task = queue.approved("paint", second);

            var work = queue.call("get_next_work");

            assertThat(map(work.get("loop"))).containsEntry("id", second).containsEntry("name", "Doors");
            assertThat(ids(work, "tasks")).containsExactly(task);
            assertThat(map(((List<?>) work.get("tasks")).getFirst())).containsEntry("body", "Do paint");
            assertThat(map(work.get("ai_context")))
                    .containsEntry("workspace", "Be careful.")
                    .containsEntry("loop", "About Doors");
        }

        @Test
        void withoutAnyTheAnswerSaysSo() throws Exception {
            queue.loop("Doors");

            assertThat(queue.call("get_next_work")).containsEntry("loop", null).containsKey("message");
        }
    }

    @Nested
    class Loops {

        @Test
        void aNewLoopStandsBehindTheOthers() throws Exception {
            var one = queue.loop("a");
            var two = queue.loop("b");

            assertThat(queue.queueNow()).containsExactly(one, two);
        }

        @Test
        void aLessPriorityComesFirstAndOfEqualOnesTheOlder() throws Exception {
            var one = queue.loop("a");
            var two = queue.loop("b");
            var three = queue.loop("c");

            queue.call("set_loop_priority", new SetPriority(three, 0.0));

            assertThat(queue.queueNow()).containsExactly(one, three, two);
        }

        @Test
        void namedOnesComeFirstAndTheOthersKeepTheirOrder() throws Exception {
            var one = queue.loop("a");
            var two = queue.loop("b");
            var three = queue.loop("c");
            var four = queue.loop("d");

            queue.call("reorder_loops", Map.of("loop_ids", List.of(four, two)));

            assertThat(queue.queueNow()).containsExactly(four, two, one, three);
        }

        @Test
        void aLoopOfTasksTakesThemAlong() throws Exception {
            var one = queue.task("a", null);
            var two = queue.task("b", queue.loop("Old"));

            var loop = TestQueue.id(
                    queue.call(
                            "create_loop_from_tasks",
                            Map.of("loop_name", "New", "task_ids", List.of(one, two), "loop_description", "Why")),
                    "loop");

            var got = queue.call("get_loop", new OfLoop(loop));
            assertThat(ids(got, "tasks")).containsExactly(one, two);
            assertThat(map(got.get("loop"))).containsEntry("description", "Why").containsEntry("name", "New");
        }

        @Test
        void anUnknownTaskMakesNoLoop() throws Exception {
            queue.fails(
                    Reason.NOT_FOUND,
                    "create_loop_from_tasks",
                    Map.of("loop_name", "New", "task_ids", List.of(queue.task("a", null), NOBODY)));

            assertThat(ids(queue.call("list_loops"), "loops")).isEmpty();
            assertThat(queue.queueNow()).isEmpty();
        }

        @Test
        void aLoopOnHoldLeavesTheQueueAndComesBackWhereItWas() throws Exception {
            var one = queue.loop("a");
            var two = queue.loop("b");
            queue.approved("paint", one);

            queue.call("close_loop", new OfLoop(one));
            queue.call("close_loop", new OfLoop(one));

            assertThat(queue.queueNow()).containsExactly(two);
            assertThat(queue.call("get_next_work")).containsEntry("loop", null);

            queue.call("reopen_loop", new OfLoop(one));
            assertThat(queue.queueNow()).containsExactly(one, two);
        }

        @Test
        void aShippedLoopIsOver() throws Exception {
            var loop = queue.loop("a");
            queue.call("ship_loop", new OfLoop(loop));

            queue.fails(Reason.CONFLICT, "ship_loop", new OfLoop(loop));
            queue.fails(Reason.CONFLICT, "close_loop", new OfLoop(loop));
            queue.fails(Reason.CONFLICT, "reopen_loop", new OfLoop(loop));
            queue.fails(Reason.CONFLICT, "set_loop_priority", new SetPriority(loop, 1));
            queue.fails(Reason.CONFLICT, "reorder_loops", Map.of("loop_ids", List.of(loop)));
            queue.fails(
                    Reason.CONFLICT,
                    "create_task",
                    new Arguments.CreateTask("late", Optional.empty(), Optional.of(loop), Priority.NONE));
            assertThat(queue.queueNow()).isEmpty();
            assertThat(ids(queue.call("list_loops"), "loops")).containsExactly(loop);
        }

        @Test
        void theMembersAreToldOnceThatALoopIsShipped() throws Exception {
            var ada = queue.members().join("Ada");
            var ben = queue.members().join("Ben");
            var loop = queue.loop("Doors\nand more");
            queue.task("x", loop);
            var call = TestQueue.by(TestQueue.ADA);

            var shipped = queue.call("ship_loop", new OfLoop(loop), call);

            assertThat(map(shipped.get("members"))).containsEntry("told", 2).containsEntry("problem", null);
            assertThat(map(shipped.get("tasks"))).containsEntry("open", 1L);
            assertThat(queue.call("ship_loop", new OfLoop(loop), call.repeated()))
                    .isEqualTo(shipped);
            assertThat(queue.members().told())
                    .extracting(told -> told.member(), told -> told.notice().subject())
                    .containsExactly(
                            tuple(ada.id(), "Shipped: Doors and more"), tuple(ben.id(), "Shipped: Doors and more"));
        }

        @Test
        void aPrivateLoopIsItsMakersAlone() throws Exception {
            var loop = queue.loop("mine", Visibility.PRIVATE);
            var task = queue.approved("secret", loop);
            var ben = TestQueue.by(TestQueue.BEN);

            queue.fails(Reason.NOT_FOUND, "get_loop", new OfLoop(loop), ben);
            queue.fails(Reason.NOT_FOUND, "get_task", new OfTask(task), ben);
            queue.fails(Reason.NOT_FOUND, "update_task", Map.of("task_id", task, "status", "shipped"), ben);
            queue.fails(Reason.NOT_FOUND, "ship_loop", new OfLoop(loop), ben);
            queue.fails(Reason.NOT_FOUND, "set_loop_priority", new SetPriority(loop, 0), ben);
            assertThat(ids(queue.call("list_loops", new Arguments.Nothing(), ben), "loops"))
                    .isEmpty();
            assertThat(ids(queue.call("get_loop_queue", new Arguments.Nothing(), ben), "queue"))
                    .isEmpty();
            assertThat(queue.call("get_next_work", new Arguments.Nothing(), ben))
                    .containsEntry("loop", null);
            assertThat(map(queue.call("get_queue_stats", new Arguments.Nothing(), ben)
                            .get("loops")))
                    .containsEntry("active", 0L);
            assertThat(queue.queueNow()).containsExactly(loop);
        }
    }

    @Nested
    class TheWhole {

        @Test
        void theCountsAddUp() throws Exception {
            var loop = queue.loop("a");
            queue.loop("b");
            queue.approved("x", loop);
            queue.task("y", loop);
            queue.task("z", null);

            var stats = queue.call("get_queue_stats");

            assertThat(map(stats.get("loops")))
                    .containsEntry("active", 2L)
                    .containsEntry("shipped", 0L)
                    .containsEntry("with_work_ready", 1L);
            assertThat(map(stats.get("tasks")))
                    .containsEntry("approved", 1L)
                    .containsEntry("open", 2L)
                    .containsEntry("unassigned", 1L);
        }

        @Test
        void theWorkspaceTellsItsContext() throws Exception {
            assertThat(map(queue.call("get_workspace").get("workspace")))
                    .containsEntry("name", "The shop")
                    .containsEntry("ai_context", "Be careful.");
        }

        @ParameterizedTest
        @EnumSource(Arguments.Workflow.class)
        void eachWorkflowNamesOnlyToolsThatAreThere(Arguments.Workflow workflow) throws Exception {
            var text = String.valueOf(queue.call("get_workflow", new Arguments.GetWorkflow(workflow))
                    .get("instructions"));
            var named = Pattern.compile("loopsmcp_[a-z_]+")
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .toList();

            assertThat(named).hasSizeGreaterThan(3);
            assertThat(queue.tools().stream().map(tool -> tool.definition().name()))
                    .containsAll(named);
        }

        @Test
        void aLongBodyIsLeftOutOfTheWorkAndReadAlone() throws Exception {
            var loop = queue.loop("a");
            var bodies = "x".repeat(30_000);
            var first = queue.approved("one", loop);
            var second = queue.approved("two", loop);
            queue.call("update_task", Map.of("task_id", first, "body", bodies));
            queue.call("update_task", Map.of("task_id", second, "body", bodies));

            var tasks = (List<?>) queue.call("get_next_work").get("tasks");

            assertThat(map(tasks.getFirst())).containsEntry("body", bodies);
            assertThat(map(tasks.getLast())).containsEntry("body", null).containsKey("body_left_out");
        }
    }

    @Nested
    class BadInput {

        @Test
        void textsHaveTheirLimits() {
            queue.fails(Reason.INVALID_ARGUMENT, "create_task", created(" "));
            queue.fails(Reason.INVALID_ARGUMENT, "create_task", created("x".repeat(301)));
            queue.fails(Reason.INVALID_ARGUMENT, "create_task", created("a\0b"));
            queue.fails(Reason.INVALID_ARGUMENT, "create_task", created("half \ud83d of it"));
        }

        @Test
        void whatIsNoIdOrNobodysIsSaid() {
            assertThat(queue.fails(Reason.INVALID_ARGUMENT, "get_task", new OfTask("17")))
                    .hasMessageContaining("task_id");
            queue.fails(Reason.NOT_FOUND, "get_task", new OfTask(NOBODY));
            queue.fails(Reason.NOT_FOUND, "get_loop", new OfLoop(NOBODY));
            queue.fails(Reason.NOT_FOUND, "update_task", Map.of("task_id", NOBODY, "status", "shipped"));
            queue.fails(
                    Reason.NOT_FOUND,
                    "create_task",
                    new Arguments.CreateTask("a", Optional.empty(), Optional.of(NOBODY), Priority.NONE));
        }

        @Test
        void aChangeOfNothingAnImpossibleDayAndAPlaceBelowTheFirstAreRefused() throws Exception {
            var loop = queue.loop("a");
            var task = queue.task("a", loop);

            queue.fails(Reason.INVALID_ARGUMENT, "update_task", Map.of("task_id", task));
            queue.fails(Reason.INVALID_ARGUMENT, "update_task", Map.of("task_id", task, "due_date", "2026-02-30"));
            queue.fails(Reason.INVALID_ARGUMENT, "set_loop_priority", new SetPriority(loop, -1));
            queue.fails(Reason.INVALID_ARGUMENT, "set_loop_priority", new SetPriority(loop, Double.NaN));
            queue.fails(Reason.INVALID_ARGUMENT, "reorder_loops", Map.of("loop_ids", List.of(loop, loop)));
            queue.fails(
                    Reason.INVALID_ARGUMENT, "bulk_update_tasks", Map.of("task_ids", List.of(), "status", "approved"));
        }

        private Arguments.CreateTask created(String title) {
            return new Arguments.CreateTask(title, Optional.empty(), Optional.empty(), Priority.NONE);
        }
    }

    private static Arguments.ListTasks noFilter() {
        return new Arguments.ListTasks(Optional.empty(), Optional.empty());
    }

    private static Map<String, @Nullable Object> nulls(String task, String... names) {
        var arguments = new HashMap<String, @Nullable Object>();
        arguments.put("task_id", task);
        for (var name : names) {
            arguments.put(name, null);
        }
        return arguments;
    }
}
