package dev.signalbox.connector.workqueue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that belong together.
 *
 * @param aiContext what every agent is told that works on one of its tasks
 * @param owner who made it; a private one is theirs alone
 * @param priority where it stood before it left the queue
 * @param shippedBy the key of the call that shipped it, so that a repeat of it is known
 */
record Loop(
        String id,
        String name,
        @Nullable String description,
        @Nullable String aiContext,
        boolean open,
        LoopStatus status,
        @Nullable String owner,
        double priority,
        @Nullable String shippedBy,
        String createdAt,
        String updatedAt,
        List<?> comments) {

    static Loop of(Map<String, ? extends @Nullable Object> content) {
        return new Loop(
                text(content, "id"),
                text(content, "name"),
                (String) content.get("description"),
                (String) content.get("ai_context"),
                !"private".equals(content.get("visibility")),
                LoopStatus.of(text(content, "status")),
                (String) content.get("owner"),
                content.get("priority") instanceof Number number ? number.doubleValue() : 0,
                (String) content.get("shipped_by"),
                text(content, "created_at"),
                text(content, "updated_at"),
                content.get("comments") instanceof List<?> said ? said : List.of());
    }

    /** As it is kept. */
    Map<String, @Nullable Object> content() {
        var content = shown();
        content.put("owner", owner);
        content.put("priority", priority);
        content.put("shipped_by", shippedBy);
        return content;
    }

    /** As a caller sees it. */
    LinkedHashMap<String, @Nullable Object> shown() {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("id", id);
        content.put("name", name);
        content.put("description", description);
        content.put("ai_context", aiContext);
        content.put("visibility", open ? "public" : "private");
        content.put("status", status.wire());
        content.put("created_at", createdAt);
        content.put("updated_at", updatedAt);
        content.put("comments", comments);
        return content;
    }

    Loop with(LoopStatus next, double place, @Nullable String key, String now) {
        return new Loop(id, name, description, aiContext, open, next, owner, place, key, createdAt, now, comments);
    }

    boolean isVisibleTo(@Nullable String person) {
        return open || person == null || person.equals(owner);
    }

    private static String text(Map<String, ? extends @Nullable Object> content, String name) {
        return (String) Objects.requireNonNull(content.get(name), name);
    }
}
