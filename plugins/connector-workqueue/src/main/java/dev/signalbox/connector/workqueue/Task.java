package dev.signalbox.connector.workqueue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work.
 *
 * @param body what the agent is told that does it
 * @param setBy the key of the call that set the status, so that a repeat of it is known
 * @param by who changed it last
 * @param comments written by people; no tool writes any
 */
record Task(
        String id,
        String title,
        @Nullable String body,
        TaskStatus status,
        Priority priority,
        @Nullable String dueDate,
        @Nullable String loopId,
        @Nullable String setBy,
        @Nullable String createdBy,
        @Nullable String by,
        String createdAt,
        String updatedAt,
        List<?> comments) {

    static Task of(Map<String, ? extends @Nullable Object> content) {
        return new Task(
                text(content, "id"),
                text(content, "title"),
                (String) content.get("body"),
                TaskStatus.of(text(content, "status")),
                Priority.of(text(content, "priority")),
                (String) content.get("due_date"),
                (String) content.get("loop_id"),
                (String) content.get("set_by"),
                (String) content.get("created_by"),
                (String) content.get("by"),
                text(content, "created_at"),
                text(content, "updated_at"),
                content.get("comments") instanceof List<?> said ? said : List.of());
    }

    /** As it is kept. */
    Map<String, @Nullable Object> content() {
        var content = summary();
        content.put("body", body);
        content.put("set_by", setBy);
        content.put("comments", comments);
        return content;
    }

    /** As it is kept beside its loop, to be listed without its long parts. */
    Map<String, @Nullable Object> summary() {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("id", id);
        content.put("title", title);
        content.put("status", status.wire());
        content.put("priority", priority.wire());
        content.put("due_date", dueDate);
        content.put("loop_id", loopId);
        content.put("created_by", createdBy);
        content.put("by", by);
        content.put("created_at", createdAt);
        content.put("updated_at", updatedAt);
        return content;
    }

    /** As a caller sees it in a list. */
    Map<String, @Nullable Object> listed() {
        var shown = summary();
        shown.remove("created_by");
        shown.remove("by");
        return shown;
    }

    /** Whether nothing differs that anybody asked for. */
    boolean sameAs(Task other) {
        return with(null, "").equals(other.with(null, ""));
    }

    private Task with(@Nullable String person, String time) {
        return new Task(
                id, title, body, status, priority, dueDate, loopId, null, createdBy, person, createdAt, time, comments);
    }

    private static String text(Map<String, ? extends @Nullable Object> content, String name) {
        return (String) Objects.requireNonNull(content.get(name), name);
    }
}
