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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Documents in memory, with the limits, the order and the conflicts that the platform's have. */
public final class TestStore implements ConnectorStore {

    private static final int LONGEST_KEY = 256;
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final int MOST_LISTED = 200;

    private final ConcurrentNavigableMap<String, Document> documents = new ConcurrentSkipListMap<>(
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)));
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
        throwIfInterrupted();
        var document = new Document(checked(key), copied(content), 1, clock.instant());
        if (documents.putIfAbsent(key, document) != null) {
            throw conflict(key);
        }
        return document;
    }

    @Override
    public Document replace(Document seen, Map<String, ? extends @Nullable Object> content)
            throws InterruptedException {
        throwIfInterrupted();
        var next = new Document(seen.key(), copied(content), seen.version() + 1, clock.instant());
        var current = documents.get(seen.key());
        if (current == null
                || current.version() != seen.version()
                || !documents.replace(seen.key(), current, next)) {
            throw conflict(seen.key());
        }
        return next;
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        throwIfInterrupted();
        return documents.remove(checked(key)) != null;
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
