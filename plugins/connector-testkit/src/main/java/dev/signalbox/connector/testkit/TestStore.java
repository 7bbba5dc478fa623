/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.schemas.PlainJson;
import dev.signalbox.platform.schemas.RecordJson;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Documents in memory, with the limits, the order and the conflicts that the platform's have. */
public final class TestStore implements ConnectorStore {

    private static final int LONGEST_KEY = 256;
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final int MOST_LISTED = 200;

    private static final Comparator<String> BY_BYTES =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

    /** Never changed, only replaced: whoever reads sees all of a change or nothing of it. */
    private volatile NavigableMap<String, Document> documents = new TreeMap<>(BY_BYTES);

    private final Clock clock;

    TestStore(Clock clock) {
        this.clock = clock;
    }

    /** Everything that is kept, by key. */
    public Map<String, Document> documents() {
        return Map.copyOf(documents);
    }

    @Override
    public Optional<Document> find(String key) throws InterruptedException {
        throwIfInterrupted();
        return Optional.ofNullable(documents.get(checked(key)));
    }

    @Override
    public List<Document> list(String prefix, String after, int limit) throws InterruptedException {
        throwIfInterrupted();
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("A limit is 1 to " + MOST_LISTED);
        }
        return documents.tailMap(after, false).values().stream()
                .filter(document -> document.key().startsWith(prefix))
                .limit(limit)
                .toList();
    }

    @Override
    public Document insert(String key, Map<String, ? extends @Nullable Object> content) throws InterruptedException {
        return Objects.requireNonNull(
                made(List.of(new Change.Insert(key, content))).get(key));
    }

    @Override
    public Document replace(Document seen, Map<String, ? extends @Nullable Object> content)
            throws InterruptedException {
        return Objects.requireNonNull(
                made(List.of(new Change.Replace(seen, content))).get(seen.key()));
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        throwIfInterrupted();
        synchronized (this) {
            var next = copy();
            boolean deleted = next.remove(checked(key)) != null;
            documents = next;
            return deleted;
        }
    }

    @Override
    public void apply(List<Change> changes) throws InterruptedException {
        if (changes.isEmpty() || changes.size() > MOST_LISTED) {
            throw new IllegalArgumentException("Changes are 1 to " + MOST_LISTED);
        }
        if (changes.stream().map(Change::key).distinct().count() < changes.size()) {
            throw new IllegalArgumentException("Each change is of another key");
        }
        made(changes);
    }

    private synchronized SortedMap<String, Document> made(List<Change> changes) throws InterruptedException {
        throwIfInterrupted();
        var next = copy();
        changes.forEach(change -> make(change, next));
        documents = next;
        return next;
    }

    private void make(Change change, SortedMap<String, Document> next) {
        var now = next.get(checked(change.key()));
        switch (change) {
            case Change.Insert(var key, var content) -> {
                require(now == null, key);
                next.put(key, document(key, content, 1));
            }
            case Change.Replace(var seen, var content) -> {
                require(now != null && now.version() == seen.version(), seen.key());
                next.put(seen.key(), document(seen.key(), content, seen.version() + 1));
            }
            case Change.Delete(var seen) -> {
                require(now != null && now.version() == seen.version(), seen.key());
                next.remove(seen.key());
            }
            case Change.Put(var key, var content) ->
                next.put(key, document(key, content, now == null ? 1 : now.version() + 1));
            case Change.Remove(var key) -> next.remove(key);
        }
    }

    private Document document(String key, Map<String, ? extends @Nullable Object> content, long version) {
        return new Document(key, copied(content), version, clock.instant());
    }

    private static void require(boolean unchanged, String key) {
        if (!unchanged) {
            throw conflict(key);
        }
    }

    private NavigableMap<String, Document> copy() {
        var copy = new TreeMap<String, Document>(BY_BYTES);
        copy.putAll(documents);
        return copy;
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static String checked(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A key is 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }

    /** By way of JSON, as it would be kept: what has no JSON form is refused, and nobody changes it afterwards. */
    private static Map<String, @Nullable Object> copied(Map<String, ? extends @Nullable Object> content) {
        var bytes = RecordJson.MAPPER.writeValueAsBytes(content);
        if (bytes.length > LARGEST_DOCUMENT) {
            throw new IllegalArgumentException("A document is at most " + LARGEST_DOCUMENT + " bytes as JSON");
        }
        JsonNode json = RecordJson.MAPPER.readTree(bytes);
        if (json.toString().contains("\\u0000")) {
            throw new IllegalArgumentException("A document cannot hold the character U+0000");
        }
        return PlainJson.plainObject(json);
    }

    private static ToolException conflict(String key) {
        return new ToolException(Reason.CONFLICT, "The document " + key + " was changed or deleted meanwhile.");
    }
}
