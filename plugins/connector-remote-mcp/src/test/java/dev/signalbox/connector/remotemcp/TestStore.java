package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents in memory, with the contract's versions. */
final class TestStore implements ConnectorStore {

    private final TreeMap<String, Document> documents = new TreeMap<>();
    private final Clock clock;

    TestStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Document> find(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public synchronized List<Document> list(String prefix, String after, int limit) {
        return documents.values().stream()
                .filter(document ->
                        document.key().startsWith(prefix) && document.key().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Document insert(String key, Map<String, ? extends @Nullable Object> content) {
        if (documents.containsKey(key)) {
            throw new ToolException(Reason.CONFLICT, "Taken.");
        }
        return put(key, content, 1);
    }

    @Override
    public synchronized Document replace(Document seen, Map<String, ? extends @Nullable Object> content) {
        var now = documents.get(seen.key());
        if (now == null || now.version() != seen.version()) {
            throw new ToolException(Reason.CONFLICT, "Changed.");
        }
        return put(seen.key(), content, seen.version() + 1);
    }

    @Override
    public synchronized boolean delete(String key) {
        return documents.remove(key) != null;
    }

    @SuppressWarnings("unchecked")
    private Document put(String key, Map<String, ? extends @Nullable Object> content, long version) {
        var document = new Document(key, (Map<String, @Nullable Object>) content, version, clock.instant());
        documents.put(key, document);
        return document;
    }

    @Override
    public void apply(List<Change> changes) {
        throw new AssertionError("Pins are written one by one.");
    }
}
