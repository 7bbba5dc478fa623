package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ConnectorStore.Change;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolResult;
import dev.signalbox.connector.workqueue.Books.Seen;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that are about tasks. */
final class TaskTools {

    static final Comparator<Task> FIRST = Comparator.comparing(Task::priority).thenComparing(Task::id);

    private static final int MOST_LISTED = 200;

    private final Books books;
    private final LoopRoom loops;
    private final Ulid ids;
    private final Clock clock;

    TaskTools(Books books, LoopRoom loops, Ulid ids, Clock clock) {
        this.books = books;
        this.loops = loops;
        this.ids = ids;
        this.clock = clock;
    }

    ToolResult create(Arguments.CreateTask wanted, ToolCall call) throws InterruptedException {
        Text.TITLE.check("title", wanted.title());
        wanted.body().ifPresent(body -> Text.BODY.check("body", body));
        var loop = wanted.loopId().map(id -> Ulid.check("loop_id", id)).orElse(null);
        var now = clock.instant().toString();
        var person = TaskChange.person(call);
        var task = new Task(
                ids.next(),
                wanted.title(),
                wanted.body().orElse(null),
                TaskStatus.OPEN,
                wanted.priority(),
                null,
                loop,
                null,
                person,
                person,
                now,
                now,
                List.of());
        return books.undisturbed(() -> {
            if (loop != null) {
                loops.taking(loop, call);
            }
            books.write(books.insertion(task));
            return ToolResult.of(Map.of("task", shown(task)));
        });
    }

    ToolResult get(Arguments.OfTask wanted, ToolCall call) throws InterruptedException {
        var task = require(Ulid.check("task_id", wanted.taskId()), call).value();
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("task", shown(task));
        answer.put("ai_context", loops.context(task.loopId()));
        return ToolResult.of(answer);
    }

    ToolResult list(Arguments.ListTasks wanted, ToolCall call) throws InterruptedException {
        var found = books.unassigned().stream()
                .filter(task -> wanted.status().isEmpty() || wanted.status().get() == task.status())
                .filter(task -> wanted.priority().isEmpty() || wanted.priority().get() == task.priority())
                .sorted(FIRST)
                .toList();
        return ToolResult.of(page("tasks", found.stream().map(Task::listed).toList()));
    }

    ToolResult update(Map<String, @Nullable Object> arguments, ToolCall call) throws InterruptedException {
        var id = Ulid.check("task_id", String.valueOf(arguments.get("task_id")));
        if (arguments.size() == 1) {
            throw Refusal.invalid("arguments", "name nothing to change");
        }
        return ToolResult.of(
                Map.of("task", shown(change(List.of(id), arguments, call).getFirst())));
    }

    ToolResult updateAll(Map<String, @Nullable Object> arguments, ToolCall call) throws InterruptedException {
        var ids = taskIds(arguments);
        if (arguments.size() == 1) {
            throw Refusal.invalid("arguments", "name nothing to change: give status, priority or loop_id");
        }
        var changed = change(ids, arguments, call);
        return ToolResult.of(Map.of(
                "updated",
                changed.size(),
                "tasks",
                changed.stream().map(Task::listed).toList()));
    }

    ToolResult delete(Arguments.OfTask wanted, ToolCall call) throws InterruptedException {
        var id = Ulid.check("task_id", wanted.taskId());
        return books.undisturbed(() -> {
            books.write(books.deletion(require(id, call)));
            return ToolResult.of(Map.of("deleted", id));
        });
    }

    /** All of them or none; nothing is written for one that is that way already. */
    private List<Task> change(List<String> ids, Map<String, @Nullable Object> arguments, ToolCall call)
            throws InterruptedException {
        var change = TaskChange.of(arguments, call, clock.instant().toString());
        return books.undisturbed(() -> {
            var loop = change.loop();
            if (loop != null) {
                loops.taking(loop, call);
            }
            var results = new ArrayList<Task>();
            var writes = new ArrayList<Change>();
            for (var id : ids) {
                var seen = require(id, call);
                var changed = change.of(seen.value());
                results.add(changed);
                if (!changed.equals(seen.value())) {
                    writes.addAll(books.replacement(seen, changed));
                }
            }
            if (!writes.isEmpty()) {
                books.write(writes);
            }
            return results;
        });
    }

    /** One of a loop that the caller may not see is as good as none. */
    Seen<Task> require(String id, ToolCall call) throws InterruptedException {
        var seen = books.task(id).orElseThrow(() -> Refusal.noTask(id));
        var loop = seen.value().loopId();
        if (loop != null && !loops.isVisible(loop, call)) {
            throw Refusal.noTask(id);
        }
        return seen;
    }

    static List<String> taskIds(Map<String, @Nullable Object> arguments) {
        var ids = new LinkedHashSet<String>();
        if (arguments.get("task_ids") instanceof List<?> given) {
            given.forEach(id -> ids.add(Ulid.check("task_ids", String.valueOf(id))));
        }
        if (ids.isEmpty() || ids.size() > Schemas.MOST_TASKS) {
            throw Refusal.invalid("task_ids", "names 1 to %d tasks".formatted(Schemas.MOST_TASKS));
        }
        return List.copyOf(ids);
    }

    static Map<String, @Nullable Object> shown(Task task) {
        var shown = task.listed();
        shown.put("body", task.body());
        shown.put("comments", task.comments());
        return shown;
    }

    /** As many as an answer holds, and how many more there are. */
    static Map<String, Object> page(String name, List<?> all) {
        return page(name, all, MOST_LISTED);
    }

    static Map<String, Object> page(String name, List<?> all, int most) {
        var page = all.stream().limit(most).toList();
        return Map.of(name, page, "more", all.size() - page.size());
    }
}
