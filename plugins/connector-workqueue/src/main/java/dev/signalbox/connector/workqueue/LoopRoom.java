package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.workqueue.Books.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may go into which loop, and what is said to those who work in it. */
final class LoopRoom {

    private final Books books;
    private final WorkqueueSettings settings;

    LoopRoom(Books books, WorkqueueSettings settings) {
        this.books = books;
        this.settings = settings;
    }

    /** One that the caller may not see is as good as none. */
    Seen<Loop> require(String id, ToolCall call) throws InterruptedException {
        return books.loop(id)
                .filter(seen -> seen.value().isVisibleTo(TaskChange.person(call)))
                .orElseThrow(() -> Refusal.noLoop(id));
    }

    boolean isVisible(String id, ToolCall call) throws InterruptedException {
        return books.loop(id)
                .filter(seen -> seen.value().isVisibleTo(TaskChange.person(call)))
                .isPresent();
    }

    /** One that still takes tasks. */
    void taking(String id, ToolCall call) throws InterruptedException {
        var loop = require(id, call).value();
        if (loop.status() == LoopStatus.SHIPPED) {
            throw Refusal.conflict(
                    "Loop %s is shipped and takes no tasks. Make a new one with create_loop.".formatted(id));
        }
    }

    /** What the workspace and the loop tell every agent; the task itself says the rest in its body. */
    Map<String, @Nullable Object> context(@Nullable String loop) throws InterruptedException {
        var context = new LinkedHashMap<String, @Nullable Object>();
        context.put("workspace", settings.aiContext().orElse(null));
        context.put(
                "loop",
                loop == null
                        ? null
                        : books.loop(loop).map(seen -> seen.value().aiContext()).orElse(null));
        return context;
    }
}
