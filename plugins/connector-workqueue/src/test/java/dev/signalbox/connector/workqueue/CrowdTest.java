package dev.signalbox.connector.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.workqueue.Arguments.SetPriority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fifty agents at once. */
class CrowdTest {

    private static final int AGENTS = 50;

    private final TestQueue queue = new TestQueue();

    @Test
    void everyTaskIsDoneOnceAndByOneAgent() throws Exception {
        var tasks = new HashSet<String>();
        for (int loop = 0; loop < 4; loop++) {
            var id = queue.loop("Loop " + loop);
            for (int task = 0; task < 30; task++) {
                tasks.add(queue.approved("Task " + task, id));
            }
        }
        var done = new ConcurrentHashMap<String, AtomicInteger>();

        together(agent -> {
            var random = new Random(agent);
            for (var work = ready(); !work.isEmpty(); work = ready()) {
                var task = work.get(random.nextInt(work.size()));
                if (takes(task)) {
                    done.computeIfAbsent(task, _ -> new AtomicInteger()).incrementAndGet();
                    queue.update(task, "shipped");
                }
            }
            return true;
        });

        assertThat(done.keySet()).isEqualTo(tasks);
        assertThat(done.values()).allMatch(times -> times.get() == 1);
        assertThat(shortCopiesAreTrue()).isEqualTo(tasks.size());
    }

    @Test
    void noChangeOfManyToOneIsLost() throws Exception {
        var loop = queue.loop("Busy");
        var task = queue.approved("Shared", loop);

        together(agent -> {
            queue.call("update_task", Map.of("task_id", task, "title", "by " + agent));
            return queue.task("Of agent " + agent, loop);
        });

        // One change and its copy for each agent, after the creation and the approval.
        assertThat(queue.documents().get("task/" + task))
                .extracting(Document::version)
                .isEqualTo(AGENTS + 2L);
        assertThat(queue.call("get_loop", new Arguments.OfLoop(loop)).get("tasks"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(AGENTS + 1);
        shortCopiesAreTrue();
    }

    @Test
    void theOrderIsAlwaysOneThatSomebodyWanted() throws Exception {
        var loops = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            loops.add(queue.loop("Loop " + i));
        }
        var wanted = ConcurrentHashMap.<List<String>>newKeySet();
        wanted.add(List.copyOf(loops));

        together(agent -> {
            var order = new ArrayList<>(loops);
            Collections.shuffle(order, new Random(agent));
            wanted.add(List.copyOf(order));
            queue.call("reorder_loops", Map.of("loop_ids", order));
            return assertThat(queue.queueNow()).isIn(wanted);
        });
    }

    @Test
    void whateverTheyDoTheShortCopiesStayTrue() throws Exception {
        long seed = System.nanoTime();
        var loops = List.of(queue.loop("a"), queue.loop("b"), queue.loop("c"));
        var tasks = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            tasks.add(queue.task("Task " + i, loops.get(i % 3)));
        }

        together(agent -> {
            var random = new Random(seed + agent);
            for (int step = 0; step < 20; step++) {
                anything(random, loops, tasks);
            }
            return true;
        });

        assertThat(shortCopiesAreTrue()).as("seed %d", seed).isPositive();
    }

    @Test
    void inTheOrderStandTheActiveLoopsWhoeverClosesAndMovesThem() throws Exception {
        long seed = System.nanoTime();
        var loops = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            loops.add(queue.loop("Loop " + i));
        }

        together(agent -> {
            var random = new Random(seed + agent);
            for (int step = 0; step < 20; step++) {
                turned(random, loops);
            }
            return true;
        });

        assertThat(queue.queueNow()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(activeLoops());
    }

    private void turned(Random random, List<String> loops) throws InterruptedException {
        var loop = loops.get(random.nextInt(loops.size()));
        var one = new Arguments.OfLoop(loop);
        try {
            switch (random.nextInt(5)) {
                case 0 -> queue.call("close_loop", one);
                case 1 -> queue.call("reopen_loop", one);
                case 2 -> queue.call("reorder_loops", Map.of("loop_ids", List.of(loop)));
                case 3 -> queue.call("set_loop_priority", new SetPriority(loop, random.nextInt(5)));
                default -> {
                    if (loops.indexOf(loop) == 0) {
                        queue.call("ship_loop", one);
                    }
                }
            }
        } catch (ToolException e) {
            assertThat(e.reason()).isEqualTo(Reason.CONFLICT);
        }
    }

    private List<String> activeLoops() {
        return queue.documents().values().stream()
                .filter(document -> document.key().startsWith("loop/"))
                .map(document -> Loop.of(document.content()))
                .filter(loop -> loop.status() == LoopStatus.ACTIVE)
                .map(Loop::id)
                .toList();
    }

    private void anything(Random random, List<String> loops, List<String> tasks) throws InterruptedException {
        var task = tasks.get(random.nextInt(tasks.size()));
        var other = tasks.get(random.nextInt(tasks.size()));
        var loop = loops.get(random.nextInt(loops.size()));
        try {
            switch (random.nextInt(7)) {
                case 0 -> queue.call("update_task", Map.of("task_id", task, "loop_id", loop));
                case 1 -> queue.call("bulk_update_tasks", nowhere(task));
                case 2 ->
                    queue.call(
                            "bulk_update_tasks",
                            Map.of("task_ids", List.of(task, other), "loop_id", loop, "priority", "low"));
                case 3 -> queue.call("set_loop_priority", new SetPriority(loop, random.nextInt(5)));
                case 4 -> queue.update(task, "approved");
                case 5 -> queue.update(task, "in_progress");
                default -> {
                    if (random.nextInt(10) == 0) {
                        queue.call("delete_task", new Arguments.OfTask(task));
                    } else {
                        queue.task("More", loop);
                    }
                }
            }
        } catch (ToolException e) {
            assertThat(e.reason()).isIn(Reason.CONFLICT, Reason.NOT_FOUND);
        }
    }

    private static Map<String, @Nullable Object> nowhere(String task) {
        var arguments = new HashMap<String, @Nullable Object>();
        arguments.put("task_ids", List.of(task));
        arguments.put("loop_id", null);
        return arguments;
    }

    private boolean takes(String task) throws InterruptedException {
        try {
            queue.update(task, "in_progress");
            return true;
        } catch (ToolException e) {
            assertThat(e.reason()).isEqualTo(Reason.CONFLICT);
            return false;
        }
    }

    private List<String> ready() throws InterruptedException {
        return TestQueue.ids(queue.call("get_next_work"), "tasks");
    }

    /** How many tasks there are, each with the one copy that says the same of it. */
    private int shortCopiesAreTrue() {
        var tasks = new TreeMap<String, Map<String, ?>>();
        var copies = new TreeMap<String, Map<String, ?>>();
        for (var document : queue.documents().values()) {
            var content = document.content();
            if (document.key().startsWith("task/")) {
                var task = Task.of(content);
                var loop = task.loopId() == null ? "-" : task.loopId();
                tasks.put("at/" + loop + "/" + task.id(), task.summary());
            } else if (document.key().startsWith("at/")) {
                copies.put(document.key(), content);
            }
        }
        assertThat(copies).isEqualTo(tasks);
        return tasks.size();
    }

    private static void together(Agent agent) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Object>>();
            for (int i = 0; i < AGENTS; i++) {
                int number = i;
                all.add(() -> agent.work(number));
            }
            for (Future<Object> one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }

    private interface Agent {
        Object work(int number) throws Exception;
    }
}
