package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ToolCall;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be different about a task; what the arguments do not name stays as it is. */
record TaskChange(
        Map<String, @Nullable Object> arguments,
        String key,
        @Nullable String by,
        String now) {

    static TaskChange of(Map<String, @Nullable Object> arguments, ToolCall call, String now) {
        var change = new TaskChange(arguments, call.idempotencyKey(), person(call), now);
        change.check();
        return change;
    }

    static @Nullable String person(ToolCall call) {
        return call.caller().map(caller -> caller.id().toString()).orElse(null);
    }

    /** The loop it names: null for none, also when it names no loop at all. */
    @Nullable
    String loop() {
        return arguments.get("loop_id") instanceof String loop ? Ulid.check("loop_id", loop) : null;
    }

    boolean moves() {
        return arguments.containsKey("loop_id");
    }

    /**
     * @throws dev.signalbox.connector.ToolException when somebody else took or ended it
     */
    Task of(Task task) {
        var status = status(task);
        var changed = new Task(
                task.id(),
                text("title", task.title()),
                arguments.get("body") instanceof String body ? body : task.body(),
                status,
                arguments.containsKey("priority") ? Priority.of(text("priority", "")) : task.priority(),
                arguments.containsKey("due_date") ? (String) arguments.get("due_date") : task.dueDate(),
                moves() ? loop() : task.loopId(),
                status == task.status() ? task.setBy() : key,
                task.createdBy(),
                by,
                task.createdAt(),
                now,
                task.comments());
        return changed.sameAs(task) ? task : changed;
    }

    private TaskStatus status(Task task) {
        if (!(arguments.get("status") instanceof String wire)) {
            return task.status();
        }
        var wanted = TaskStatus.of(wire);
        if (wanted == task.status() && wanted.exclusive() && !key.equals(task.setBy())) {
            throw Refusal.conflict("Task %s is %s already: somebody else was first. Take other work with get_next_work."
                    .formatted(task.id(), wire));
        }
        if (wanted == TaskStatus.IN_PROGRESS
                && task.status() != TaskStatus.APPROVED
                && task.status() != TaskStatus.IN_PROGRESS) {
            throw Refusal.conflict("Task %s is %s. Only an approved task can be taken; set it to approved first."
                    .formatted(task.id(), task.status().wire()));
        }
        return wanted;
    }

    private String text(String name, String otherwise) {
        return arguments.get(name) instanceof String text ? text : otherwise;
    }

    private void check() {
        if (arguments.get("title") instanceof String title) {
            Text.TITLE.check("title", title);
        }
        if (arguments.get("body") instanceof String body) {
            Text.BODY.check("body", body);
        }
        if (arguments.get("due_date") instanceof String day) {
            try {
                LocalDate.parse(day);
            } catch (DateTimeParseException _) {
                throw Refusal.invalid("due_date", "is not a day such as 2026-11-28");
            }
        }
    }
}
