/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents under keys, kept by the platform for one instance of one project. Another instance, project or tenant
 * has its own and can neither see nor touch these. They are deleted with the instance.
 *
 * <p><b>Limits.</b> Keys are 1 to 256 characters; a document is at most 256 KiB as JSON, of the plain values of
 * {@link ConnectorJson}.
 *
 * <p><b>Threads and time.</b> Safe for many threads. Every method blocks and can be interrupted; a method that returned
 * is durable. Breaking a limit is {@link IllegalArgumentException}; a store that cannot be reached is
 * {@link ToolException} with {@link ToolException.Reason#UNAVAILABLE}.
 *
 * @since 0.1
 */
public interface ConnectorStore {

    /**
     * A document as it was at one moment.
     *
     * @param key its key
     * @param content from names to plain values
     * @param version 1 when inserted, one more with each change
     * @param updatedAt when this version was written
     */
    record Document(String key, Map<String, @Nullable Object> content, long version, Instant updatedAt) {}

    /**
     * Reads one document.
     *
     * @param key its key
     * @return empty when there is none
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    Optional<Document> find(String key) throws InterruptedException;

    /**
     * Reads documents in the order of their keys.
     *
     * @param prefix of the keys, may be empty
     * @param after only keys greater than this one; empty for the first page
     * @param limit 1 to 200
     * @return at most {@code limit} documents
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    List<Document> list(String prefix, String after, int limit) throws InterruptedException;

    /**
     * Writes a new document.
     *
     * @param key its key
     * @param content what to keep
     * @return the document with version 1
     * @throws ToolException {@link ToolException.Reason#CONFLICT} when the key is taken
     * @throws InterruptedException when the call was cancelled or ran out of time; the document may be written
     */
    Document insert(String key, Map<String, ? extends @Nullable Object> content) throws InterruptedException;

    /**
     * Replaces a document that nobody has changed since it was read. This is how two calls on two machines change one
     * document without losing either change: on a conflict, read and try again.
     *
     * @param seen what was read
     * @param content what to keep instead
     * @return the document with the next version
     * @throws ToolException {@link ToolException.Reason#CONFLICT} when it was changed or deleted meanwhile
     * @throws InterruptedException when the call was cancelled or ran out of time; the change may be written
     */
    Document replace(Document seen, Map<String, ? extends @Nullable Object> content) throws InterruptedException;

    /**
     * Deletes a document, whatever its version.
     *
     * @param key its key
     * @return false when there was none
     * @throws InterruptedException when the call was cancelled or ran out of time; the document may be gone
     */
    boolean delete(String key) throws InterruptedException;

    /**
     * Makes several changes at once: all of them, or none. What belongs together, such as a document and the ones that
     * lead to it, stays together whatever happens in between.
     *
     * @param changes 1 to 200, each of another key
     * @throws ToolException {@link ToolException.Reason#CONFLICT} when one of them cannot be made; none is then
     * @throws InterruptedException when the call was cancelled or ran out of time; all of them may be made
     */
    void apply(List<Change> changes) throws InterruptedException;

    /** One of several changes. The first three can be in conflict with what others do, the last two cannot. */
    sealed interface Change {

        /**
         * Which document is changed.
         *
         * @return its key
         */
        String key();

        /**
         * As {@link ConnectorStore#insert}.
         *
         * @param key its key
         * @param content what to keep
         */
        record Insert(String key, Map<String, ? extends @Nullable Object> content) implements Change {}

        /**
         * As {@link ConnectorStore#replace}.
         *
         * @param seen what was read
         * @param content what to keep instead
         */
        record Replace(Document seen, Map<String, ? extends @Nullable Object> content) implements Change {

            @Override
            public String key() {
                return seen.key();
            }
        }

        /**
         * Deletes a document that nobody has changed since it was read.
         *
         * @param seen what was read
         */
        record Delete(Document seen) implements Change {

            @Override
            public String key() {
                return seen.key();
            }
        }

        /**
         * Writes a document whether it is there or not.
         *
         * @param key its key
         * @param content what to keep
         */
        record Put(String key, Map<String, ? extends @Nullable Object> content) implements Change {}

        /**
         * Deletes a document whatever its version; nothing when there is none.
         *
         * @param key its key
         */
        record Remove(String key) implements Change {}
    }
}
