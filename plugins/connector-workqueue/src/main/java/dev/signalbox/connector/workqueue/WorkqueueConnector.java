package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolResult;
import dev.signalbox.connector.workqueue.Arguments.CreateLoop;
import dev.signalbox.connector.workqueue.Arguments.CreateTask;
import dev.signalbox.connector.workqueue.Arguments.GetWorkflow;
import dev.signalbox.connector.workqueue.Arguments.ListTasks;
import dev.signalbox.connector.workqueue.Arguments.Nothing;
import dev.signalbox.connector.workqueue.Arguments.OfLoop;
import dev.signalbox.connector.workqueue.Arguments.OfTask;
import dev.signalbox.connector.workqueue.Arguments.SetPriority;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class WorkqueueConnector implements Connector {

    private final ConnectorContext context;
    private final TaskTools tasks;
    private final LoopTools loops;
    private final QueueTools queue;
    private final List<Tool<?>> tools;

    WorkqueueConnector(WorkqueueSettings settings, ConnectorContext context) {
        this.context = context;
        var books = new Books(context::store);
        var room = new LoopRoom(books, settings);
        var ids = new Ulid(context.clock());
        this.tasks = new TaskTools(books, room, ids, context.clock());
        this.loops = new LoopTools(books, room, tasks, new Crew(context::members), ids, context.clock());
        this.queue = new QueueTools(books, room, settings);
        this.tools = List.of(
                bulkUpdateTasks(),
                closeLoop(),
                createLoop(),
                createLoopFromTasks(),
                createTask(),
                deleteTask(),
                getLoop(),
                getLoopQueue(),
                getNextWork(),
                getQueueStats(),
                getTask(),
                getWorkflow(),
                getWorkspace(),
                listLoops(),
                listTasks(),
                reopenLoop(),
                reorderLoops(),
                setLoopPriority(),
                shipLoop(),
                updateTask());
    }

    @Override
    public List<Tool<?>> tools() {
        return tools;
    }

    /** There is nobody to log in at; whether the store answers is all there is to try. */
    @Override
    public void check(ToolCall call) throws InterruptedException {
        context.store().list("", "", 1);
    }

    private Tool<?> bulkUpdateTasks() {
        return Tool.withSchema(
                changes(
                        "bulk_update_tasks",
                        "Update several tasks",
                        "Sets status, priority or loop of several tasks at once: of all of them, or of none when one is refused."),
                Schemas.BULK_UPDATE_TASKS,
                tasks::updateAll);
    }

    private Tool<?> closeLoop() {
        return Tool.of(
                changes(
                        "close_loop",
                        "Put a loop on hold",
                        "Takes a loop out of the queue for a while. reopen_loop puts it back where it stood."),
                OfLoop.class,
                loops::close);
    }

    private Tool<?> createLoop() {
        return Tool.of(
                adds("create_loop", "Create a loop", "Makes a loop for tasks that belong together, behind all others."),
                CreateLoop.class,
                loops::create);
    }

    private Tool<?> createLoopFromTasks() {
        return Tool.withSchema(
                adds(
                        "create_loop_from_tasks",
                        "Create a loop from tasks",
                        "Makes a loop and moves tasks that are there into it, in one step."),
                Schemas.CREATE_LOOP_FROM_TASKS,
                loops::createFromTasks);
    }

    private Tool<?> createTask() {
        return Tool.of(
                adds(
                        "create_task",
                        "Create a task",
                        "Adds a task. It is open: somebody approves it before an agent takes it."),
                CreateTask.class,
                tasks::create);
    }

    private Tool<?> deleteTask() {
        return Tool.of(
                ToolDefinition.destructive(
                                name("delete_task"),
                                "Delete a task",
                                "Deletes a task for good. To decline one, set its status to rejected instead.")
                        .closedWorld(),
                OfTask.class,
                tasks::delete);
    }

    private Tool<?> getLoop() {
        return Tool.of(
                looks("get_loop", "Get a loop", "One loop with its tasks, comments and what it tells agents."),
                OfLoop.class,
                queue::get);
    }

    private Tool<?> getLoopQueue() {
        return Tool.of(
                looks("get_loop_queue", "Get the queue", "The active loops in the order they are worked on."),
                Nothing.class,
                (_, call) -> queue.queue(call));
    }

    private Tool<?> getNextWork() {
        return Tool.of(
                looks(
                        "get_next_work",
                        "Get the next work",
                        "The first loop of the queue that has approved tasks, with those tasks and all instructions. "
                                + "Take one by setting it to in_progress with update_task."),
                Nothing.class,
                (_, call) -> queue.nextWork(call));
    }

    private Tool<?> getQueueStats() {
        return Tool.of(
                looks(
                        "get_queue_stats",
                        "Count the queue",
                        "How many loops and tasks there are, and how many have work ready."),
                Nothing.class,
                (_, call) -> queue.stats(call));
    }

    private Tool<?> getTask() {
        return Tool.of(
                looks(
                        "get_task",
                        "Get a task",
                        "One task with its whole body, comments, and the instructions around it."),
                OfTask.class,
                tasks::get);
    }

    private Tool<?> getWorkflow() {
        return Tool.of(
                looks(
                        "get_workflow",
                        "How to do it",
                        "Instructions, step by step, for one kind of work with this queue. Read them before you begin."),
                GetWorkflow.class,
                (wanted, _) -> ToolResult.of(Map.of(
                        "workflow",
                        wanted.workflow().name().toLowerCase(Locale.ROOT),
                        "instructions",
                        Guide.of(wanted.workflow()))));
    }

    private Tool<?> getWorkspace() {
        return Tool.of(
                looks("get_workspace", "Get the workspace", "The workspace and what it tells every agent."),
                Nothing.class,
                (_, call) -> queue.workspace(call));
    }

    private Tool<?> listLoops() {
        return Tool.of(
                looks(
                        "list_loops",
                        "List the loops",
                        "All loops with their status, tasks counted by status, and the beginning of what they tell agents."),
                Nothing.class,
                (_, call) -> queue.list(call));
    }

    private Tool<?> listTasks() {
        return Tool.of(
                looks(
                        "list_tasks",
                        "List tasks in no loop",
                        "The tasks that belong to no loop, what matters most first. get_loop lists those of a loop."),
                ListTasks.class,
                tasks::list);
    }

    private Tool<?> reopenLoop() {
        return Tool.of(
                changes("reopen_loop", "Reopen a loop", "Puts a loop that is on hold back into the queue."),
                OfLoop.class,
                loops::reopen);
    }

    private Tool<?> reorderLoops() {
        return Tool.withSchema(
                changes("reorder_loops", "Reorder the queue", "Puts the named loops first, in that order."),
                Schemas.REORDER_LOOPS,
                queue::reorder);
    }

    private Tool<?> setLoopPriority() {
        return Tool.of(
                changes(
                        "set_loop_priority",
                        "Place a loop",
                        "Sets where a loop stands in the queue: the less, the sooner."),
                SetPriority.class,
                queue::setPriority);
    }

    private Tool<?> shipLoop() {
        return Tool.of(
                ToolDefinition.destructive(
                                name("ship_loop"),
                                "Ship a loop",
                                "Ends a loop as done, for good, and tells the members of the project by mail.")
                        .idempotentByKey()
                        .closedWorld(),
                OfLoop.class,
                loops::ship);
    }

    private Tool<?> updateTask() {
        return Tool.withSchema(
                changes(
                        "update_task",
                        "Update a task",
                        "Changes what is named and leaves the rest. Of several agents that set a task to in_progress or "
                                + "shipped one succeeds; the others get CONFLICT and take other work."),
                Schemas.UPDATE_TASK,
                tasks::update);
    }

    private static ToolDefinition looks(String name, String title, String description) {
        return ToolDefinition.read(name(name), title, description).closedWorld();
    }

    private static ToolDefinition adds(String name, String title, String description) {
        return ToolDefinition.write(name(name), title, description).closedWorld();
    }

    /** Says how something is to be, so that saying it twice changes nothing more. */
    private static ToolDefinition changes(String name, String title, String description) {
        return adds(name, title, description).idempotentByKey();
    }

    private static String name(String name) {
        return "loopsmcp_" + name;
    }
}
