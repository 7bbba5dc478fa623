package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.ConnectorStore.Change;
import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is kept, and where: a document for each task ({@code task/…}) and loop ({@code loop/…}), one for the order of the loops, and
 * beside each loop a short copy of each of its tasks ({@code at/<loop>/<task>}, or {@code at/-/<task>} for one in no loop), so that
 * a loop's tasks are found without reading all. A copy is only ever written together with its task.
 */
final class Books {

    private static final String TASK = "task/";
    private static final String LOOP = "loop/";
    private static final String AT = "at/";
    private static final String NOWHERE = "-";
    private static final String ORDER = "order";
    private static final int PAGE = 200;
    private static final int ATTEMPTS = 200;
    private static final int LONGEST_PAUSE_MILLIS = 40;

    private final Supplier<ConnectorStore> store;

    /** @param store asked each time: it is dead once the connector is closed */
    Books(Supplier<ConnectorStore> store) {
        this.store = store;
    }

    /** A task or loop as it was read, and the document that says whether it still is. */
    record Seen<T>(Document document, T value) {}

    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Somebody else changed what was read: the work begins anew with what is there now. */
    private static final class StaleException extends RuntimeException {

        private StaleException(ToolException conflict) {
            super(null, conflict, false, false);
        }
    }

    /**
     * Runs work that reads, decides and at last {@linkplain #write writes}, until nobody came in between. No change is lost, and
     * each is decided on what is there.
     */
    <T> T undisturbed(Work<T> work) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return work.run();
            } catch (StaleException _) {
                var longest = Math.min(LONGEST_PAUSE_MILLIS, 1 << Math.min(attempt, 10));
                Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(longest)));
            }
        }
        throw new ToolException(
                Reason.UNAVAILABLE, "Too many others change the same at this moment. Nothing was changed; try again.");
    }

    void write(List<Change> changes) throws InterruptedException {
        try {
            store.get().apply(changes);
        } catch (ToolException e) {
            throw e.reason() == Reason.CONFLICT ? new StaleException(e) : e;
        }
    }

    Optional<Seen<Task>> task(String id) throws InterruptedException {
        return store.get().find(TASK + id).map(document -> new Seen<>(document, Task.of(document.content())));
    }

    Optional<Seen<Loop>> loop(String id) throws InterruptedException {
        return store.get().find(LOOP + id).map(document -> new Seen<>(document, Loop.of(document.content())));
    }

    LoopOrder order() throws InterruptedException {
        return seenOrder().value();
    }

    /** The order as it was read; no document when nobody has made a loop yet. */
    record SeenOrder(Optional<Document> document, LoopOrder value) {}

    SeenOrder seenOrder() throws InterruptedException {
        var document = store.get().find(ORDER);
        return new SeenOrder(
                document, document.map(kept -> LoopOrder.of(kept.content())).orElse(LoopOrder.EMPTY));
    }

    Change replacement(SeenOrder seen, LoopOrder changed) {
        return seen.document()
                .<Change>map(document -> new Change.Replace(document, changed.content()))
                .orElseGet(() -> new Change.Insert(ORDER, changed.content()));
    }

    /** Writes nothing when nothing is different. */
    void rearrange(Reordering reordering) throws InterruptedException {
        var seen = seenOrder();
        var changed = reordering.of(seen.value());
        if (!changed.equals(seen.value())) {
            write(List.of(replacement(seen, changed)));
        }
    }

    @FunctionalInterface
    interface Reordering {
        LoopOrder of(LoopOrder now);
    }

    List<Loop> loops() throws InterruptedException {
        var loops = new ArrayList<Loop>();
        for (var document : all(LOOP)) {
            loops.add(Loop.of(document.content()));
        }
        return loops;
    }

    /** Without their long parts; of all loops and none when the loop is null. */
    List<Task> tasks(@Nullable String loop) throws InterruptedException {
        var tasks = new ArrayList<Task>();
        for (var document : all(loop == null ? AT : AT + loop + "/")) {
            tasks.add(Task.of(document.content()));
        }
        return tasks;
    }

    List<Task> unassigned() throws InterruptedException {
        return tasks(NOWHERE);
    }

    List<Change> insertion(Task task) {
        return List.of(new Change.Insert(TASK + task.id(), task.content()), new Change.Put(at(task), task.summary()));
    }

    Change insertion(Loop loop) {
        return new Change.Insert(LOOP + loop.id(), loop.content());
    }

    List<Change> replacement(Seen<Task> seen, Task changed) {
        var changes = new ArrayList<Change>();
        changes.add(new Change.Replace(seen.document(), changed.content()));
        changes.add(new Change.Put(at(changed), changed.summary()));
        if (!at(seen.value()).equals(at(changed))) {
            changes.add(new Change.Remove(at(seen.value())));
        }
        return changes;
    }

    Change replacement(Seen<Loop> seen, Loop changed) {
        return new Change.Replace(seen.document(), changed.content());
    }

    List<Change> deletion(Seen<Task> seen) {
        return List.of(new Change.Delete(seen.document()), new Change.Remove(at(seen.value())));
    }

    private static String at(Task task) {
        return AT + (task.loopId() == null ? NOWHERE : task.loopId()) + "/" + task.id();
    }

    private List<Document> all(String prefix) throws InterruptedException {
        var found = new ArrayList<Document>();
        List<Document> page;
        do {
            page = store.get()
                    .list(prefix, found.isEmpty() ? "" : found.getLast().key(), PAGE);
            found.addAll(page);
        } while (page.size() == PAGE);
        return found;
    }

    /** What a loop's tasks come to. */
    static Map<String, Object> counts(List<Task> tasks) {
        var counts = new LinkedHashMap<String, Object>();
        for (var status : TaskStatus.values()) {
            counts.put(
                    status.wire(),
                    tasks.stream().filter(task -> task.status() == status).count());
        }
        return counts;
    }
}
