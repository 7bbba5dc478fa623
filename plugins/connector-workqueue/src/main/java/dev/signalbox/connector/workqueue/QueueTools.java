package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tools that look at the queue as a whole, or change its order. */
final class QueueTools {

    private static final int MOST_TASKS = 20;
    private static final int MOST_BODIES = 40_000;
    private static final int MOST_LOOPS = 100;
    private static final int TEXT_IN_LISTS = 200;

    private final Books books;
    private final LoopRoom loops;
    private final WorkqueueSettings settings;

    QueueTools(Books books, LoopRoom loops, WorkqueueSettings settings) {
        this.books = books;
        this.loops = loops;
        this.settings = settings;
    }

    ToolResult workspace(ToolCall call) throws InterruptedException {
        var workspace = new LinkedHashMap<String, @Nullable Object>();
        workspace.put("name", settings.workspaceName());
        workspace.put("project_id", call.project().id().toString());
        workspace.put("ai_context", settings.aiContext().orElse(null));
        return ToolResult.of(Map.of("workspace", workspace));
    }

    ToolResult list(ToolCall call) throws InterruptedException {
        var order = books.order();
        var tasks = byLoop();
        var shown = books.loops().stream()
                .filter(loop -> loop.isVisibleTo(TaskChange.person(call)))
                .sorted(Comparator.comparing(Loop::status)
                        .thenComparingInt(loop -> place(order, loop))
                        .thenComparing(Comparator.comparing(Loop::id).reversed()))
                .map(loop -> listed(loop, order, tasks.getOrDefault(loop.id(), List.of())))
                .toList();
        return ToolResult.of(TaskTools.page("loops", shown, MOST_LOOPS));
    }

    ToolResult get(Arguments.OfLoop wanted, ToolCall call) throws InterruptedException {
        var loop = loops.require(Ulid.check("loop_id", wanted.loopId()), call).value();
        var tasks = books.tasks(loop.id()).stream().sorted(TaskTools.FIRST).toList();
        var shown = loop.shown();
        shown.put("priority", books.order().priority(loop.id()).orElse(null));
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("loop", shown);
        answer.putAll(TaskTools.page("tasks", tasks.stream().map(Task::listed).toList()));
        answer.put("ai_context", loops.context(loop.id()));
        return ToolResult.of(answer);
    }

    ToolResult queue(ToolCall call) throws InterruptedException {
        var order = books.order();
        var tasks = byLoop();
        var queue = new ArrayList<Map<String, @Nullable Object>>();
        for (var loop : visible(order, call)) {
            queue.add(listed(loop, order, tasks.getOrDefault(loop.id(), List.of())));
        }
        return ToolResult.of(TaskTools.page("queue", queue, MOST_LOOPS));
    }

    /** Only looks: a task is taken by setting it to in_progress, at which one agent at a time succeeds. */
    ToolResult nextWork(ToolCall call) throws InterruptedException {
        for (var place : books.order().places()) {
            var ready = books.tasks(place.loop()).stream()
                    .filter(task -> task.status() == TaskStatus.APPROVED)
                    .sorted(TaskTools.FIRST)
                    .toList();
            if (!ready.isEmpty() && loops.isVisible(place.loop(), call)) {
                return work(place.loop(), place.priority(), ready, call);
            }
        }
        var nothing = new LinkedHashMap<String, @Nullable Object>();
        nothing.put("loop", null);
        nothing.put("tasks", List.of());
        nothing.put("message", "No active loop has an approved task. Approve some, or come again later.");
        return ToolResult.of(nothing);
    }

    ToolResult stats(ToolCall call) throws InterruptedException {
        var all = books.loops().stream()
                .filter(loop -> loop.isVisibleTo(TaskChange.person(call)))
                .toList();
        var seen = all.stream().map(Loop::id).collect(Collectors.toSet());
        var tasks = books.tasks(null).stream()
                .filter(task -> task.loopId() == null || seen.contains(task.loopId()))
                .toList();
        var ready = tasks.stream()
                .filter(task -> task.status() == TaskStatus.APPROVED && task.loopId() != null)
                .map(Task::loopId)
                .collect(Collectors.toSet());
        var counts = new LinkedHashMap<String, Object>();
        for (var status : LoopStatus.values()) {
            counts.put(
                    status.wire(),
                    all.stream().filter(loop -> loop.status() == status).count());
        }
        counts.put(
                "with_work_ready",
                all.stream()
                        .filter(loop -> loop.status() == LoopStatus.ACTIVE && ready.contains(loop.id()))
                        .count());
        var ofTasks = new LinkedHashMap<>(Books.counts(tasks));
        ofTasks.put(
                "unassigned",
                tasks.stream().filter(task -> task.loopId() == null).count());
        return ToolResult.of(Map.of("loops", counts, "tasks", ofTasks));
    }

    ToolResult setPriority(Arguments.SetPriority wanted, ToolCall call) throws InterruptedException {
        var id = Ulid.check("loop_id", wanted.loopId());
        if (!Double.isFinite(wanted.priority()) || wanted.priority() < 0 || wanted.priority() > 1_000_000) {
            throw Refusal.invalid("priority", "is a number from 0, which is worked on first, to 1,000,000");
        }
        return books.undisturbed(() -> {
            requireActive(id, call);
            books.rearrange(order -> order.moved(id, wanted.priority()));
            return ToolResult.of(Map.of("loop_id", id, "priority", wanted.priority()));
        });
    }

    ToolResult reorder(Map<String, @Nullable Object> arguments, ToolCall call) throws InterruptedException {
        var given = arguments.get("loop_ids") instanceof List<?> list ? list : List.of();
        var ids = new LinkedHashSet<String>();
        for (var one : given) {
            if (!ids.add(Ulid.check("loop_ids", String.valueOf(one)))) {
                throw Refusal.invalid("loop_ids", "names loop %s twice".formatted(one));
            }
        }
        return books.undisturbed(() -> {
            for (var id : ids) {
                requireActive(id, call);
            }
            books.rearrange(order -> order.reordered(ids));
            return queue(call);
        });
    }

    /** For a clear answer; what decides is whether it stands in the order that is then written. */
    private void requireActive(String id, ToolCall call) throws InterruptedException {
        var loop = loops.require(id, call).value();
        if (loop.status() != LoopStatus.ACTIVE) {
            throw Refusal.conflict("Loop %s is %s and stands in no queue."
                    .formatted(id, loop.status().wire()));
        }
    }

    private ToolResult work(String id, double priority, List<Task> ready, ToolCall call) throws InterruptedException {
        var loop = loops.require(id, call).value();
        var tasks = new ArrayList<Map<String, @Nullable Object>>();
        int room = MOST_BODIES;
        for (var task : ready.stream().limit(MOST_TASKS).toList()) {
            var whole = books.task(task.id()).map(Books.Seen::value).filter(now -> now.status() == TaskStatus.APPROVED);
            if (whole.isPresent()) {
                tasks.add(fitting(whole.get(), room));
                room -= Optional.ofNullable(whole.get().body())
                        .map(String::length)
                        .orElse(0);
            }
        }
        var shown = loop.shown();
        shown.put("priority", priority);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("loop", shown);
        answer.put("tasks", tasks);
        answer.put("more", Math.max(0, ready.size() - MOST_TASKS));
        answer.put("ai_context", loops.context(id));
        return ToolResult.of(answer);
    }

    private static Map<String, @Nullable Object> fitting(Task task, int room) {
        var shown = TaskTools.shown(task);
        if (task.body() != null && task.body().length() > room) {
            shown.put("body", null);
            shown.put("body_left_out", "Read it with get_task.");
        }
        return shown;
    }

    private List<Loop> visible(LoopOrder order, ToolCall call) throws InterruptedException {
        var known = books.loops().stream()
                .filter(loop -> loop.isVisibleTo(TaskChange.person(call)))
                .collect(Collectors.toMap(Loop::id, loop -> loop));
        return order.places().stream()
                .map(place -> known.get(place.loop()))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<String, List<Task>> byLoop() throws InterruptedException {
        return books.tasks(null).stream()
                .filter(task -> task.loopId() != null)
                .collect(Collectors.groupingBy(task -> String.valueOf(task.loopId())));
    }

    private static Map<String, @Nullable Object> listed(Loop loop, LoopOrder order, List<Task> tasks) {
        var shown = loop.shown();
        shown.remove("comments");
        shown.put("priority", order.priority(loop.id()).orElse(null));
        shown.put("tasks", Books.counts(tasks));
        shown.put("description", beginning(loop.description()));
        shown.put("ai_context", beginning(loop.aiContext()));
        return shown;
    }

    private static @Nullable String beginning(@Nullable String text) {
        return text == null || text.length() <= TEXT_IN_LISTS ? text : text.substring(0, TEXT_IN_LISTS) + "…";
    }

    private static int place(LoopOrder order, Loop loop) {
        for (int i = 0; i < order.places().size(); i++) {
            if (order.places().get(i).loop().equals(loop.id())) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
