package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ConnectorStore.Change;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolResult;
import dev.signalbox.connector.workqueue.Arguments.Visibility;
import dev.signalbox.connector.workqueue.Books.Seen;
import dev.signalbox.connector.workqueue.Books.SeenOrder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools that make loops and take them through their life. */
final class LoopTools {

    private final Books books;
    private final LoopRoom loops;
    private final TaskTools tasks;
    private final Crew crew;
    private final Ulid ids;
    private final Clock clock;

    LoopTools(Books books, LoopRoom loops, TaskTools tasks, Crew crew, Ulid ids, Clock clock) {
        this.books = books;
        this.loops = loops;
        this.tasks = tasks;
        this.crew = crew;
        this.ids = ids;
        this.clock = clock;
    }

    ToolResult create(Arguments.CreateLoop wanted, ToolCall call) throws InterruptedException {
        var loop = loop(
                Text.NAME.check("name", wanted.name()),
                wanted.description().map(text -> Text.DESCRIPTION.check("description", text)),
                wanted.aiContext().map(text -> Text.CONTEXT.check("ai_context", text)),
                wanted.visibility(),
                call);
        return books.undisturbed(() -> {
            books.write(List.of(books.insertion(loop), entering(loop)));
            return answer(loop);
        });
    }

    ToolResult createFromTasks(Map<String, @Nullable Object> arguments, ToolCall call) throws InterruptedException {
        var loop = loop(
                Text.NAME.check("loop_name", String.valueOf(arguments.get("loop_name"))),
                Optional.ofNullable((String) arguments.get("loop_description"))
                        .map(text -> Text.DESCRIPTION.check("loop_description", text)),
                Optional.empty(),
                Visibility.PUBLIC,
                call);
        var ofIt = TaskTools.taskIds(arguments);
        var move = TaskChange.of(Map.of("loop_id", loop.id()), call, loop.createdAt());
        return books.undisturbed(() -> {
            var writes = new ArrayList<Change>(List.of(books.insertion(loop), entering(loop)));
            for (var id : ofIt) {
                var seen = tasks.require(id, call);
                writes.addAll(books.replacement(seen, move.of(seen.value())));
            }
            books.write(writes);
            return ToolResult.of(Map.of("loop", loop.shown(), "task_ids", ofIt));
        });
    }

    ToolResult close(Arguments.OfLoop wanted, ToolCall call) throws InterruptedException {
        return turn(wanted, call, seen -> {
            var loop = seen.value();
            if (loop.status() == LoopStatus.ON_HOLD) {
                return loop;
            }
            requireUnshipped(loop);
            var order = books.seenOrder();
            var place = order.value().priority(loop.id()).orElse(0.0);
            return written(seen, loop.with(LoopStatus.ON_HOLD, place, null, now()), leaving(loop, order));
        });
    }

    ToolResult reopen(Arguments.OfLoop wanted, ToolCall call) throws InterruptedException {
        return turn(wanted, call, seen -> {
            var loop = seen.value();
            if (loop.status() == LoopStatus.ACTIVE) {
                return loop;
            }
            requireUnshipped(loop);
            var order = books.seenOrder();
            return written(
                    seen,
                    loop.with(LoopStatus.ACTIVE, loop.priority(), null, now()),
                    books.replacement(order, order.value().with(loop.id(), loop.priority())));
        });
    }

    /**
     * Once: a repeat of the call that shipped it gets the same answer, any other one is refused. Either makes good what the one
     * before it may not have come to: telling the members.
     */
    ToolResult ship(Arguments.OfLoop wanted, ToolCall call) throws InterruptedException {
        var id = Ulid.check("loop_id", wanted.loopId());
        var key = call.idempotencyKey();
        var shipped = books.undisturbed(() -> shipped(loops.require(id, call), key));
        var ofIt = books.tasks(id);
        var told = crew.tell(shipped, ofIt.size());
        if (!key.equals(shipped.shippedBy())) {
            throw Refusal.conflict("Loop %s is shipped already.".formatted(id));
        }
        return ToolResult.of(Map.of("loop", shipped.shown(), "tasks", Books.counts(ofIt), "members", told));
    }

    private Loop shipped(Seen<Loop> seen, String key) throws InterruptedException {
        var loop = seen.value();
        return loop.status() == LoopStatus.SHIPPED
                ? loop
                : written(
                        seen,
                        loop.with(LoopStatus.SHIPPED, loop.priority(), key, now()),
                        leaving(loop, books.seenOrder()));
    }

    private interface Turn {
        Loop of(Seen<Loop> seen) throws InterruptedException;
    }

    private ToolResult turn(Arguments.OfLoop wanted, ToolCall call, Turn turn) throws InterruptedException {
        var id = Ulid.check("loop_id", wanted.loopId());
        return books.undisturbed(() -> answer(turn.of(loops.require(id, call))));
    }

    private Loop written(Seen<Loop> seen, Loop changed, Change order) throws InterruptedException {
        books.write(List.of(books.replacement(seen, changed), order));
        return changed;
    }

    private Change entering(Loop loop) throws InterruptedException {
        var order = books.seenOrder();
        return books.replacement(
                order, order.value().with(loop.id(), order.value().behind()));
    }

    private Change leaving(Loop loop, SeenOrder order) {
        return books.replacement(order, order.value().without(loop.id()));
    }

    private static void requireUnshipped(Loop loop) {
        if (loop.status() == LoopStatus.SHIPPED) {
            throw Refusal.conflict("Loop %s is shipped; that is for good.".formatted(loop.id()));
        }
    }

    private Loop loop(
            String name,
            Optional<String> description,
            Optional<String> aiContext,
            Visibility visibility,
            ToolCall call) {
        return new Loop(
                ids.next(),
                name,
                description.orElse(null),
                aiContext.orElse(null),
                visibility == Visibility.PUBLIC,
                LoopStatus.ACTIVE,
                TaskChange.person(call),
                0,
                null,
                now(),
                now(),
                List.of());
    }

    private String now() {
        return clock.instant().toString();
    }

    private static ToolResult answer(Loop loop) {
        return ToolResult.of(Map.of("loop", loop.shown()));
    }
}
