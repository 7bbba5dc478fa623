package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.schemas.RecordJson;
import io.r2dbc.spi.R2dbcException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The documents of one instance. Blocks, so it belongs on a virtual thread. */
final class DocumentStore implements ConnectorStore {

    private static final int LONGEST_KEY = 256;
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final int MOST_LISTED = 200;

    private final TenantId tenant;
    private final ProjectId project;
    private final UUID owner;
    private final ConnectorDocumentRepository documents;
    private final TenantTransaction transaction;

    DocumentStore(
            TenantId tenant,
            ProjectId project,
            UUID owner,
            ConnectorDocumentRepository documents,
            TenantTransaction transaction) {
        this.tenant = tenant;
        this.project = project;
        this.owner = owner;
        this.documents = documents;
        this.transaction = transaction;
    }

    @Override
    public Optional<Document> find(String key) throws InterruptedException {
        return await(documents.find(tenant, owner, checked(key)));
    }

    @Override
    public List<Document> list(String prefix, String after, int limit) throws InterruptedException {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("A limit is 1 to " + MOST_LISTED);
        }
        return await(documents.listAfter(tenant, owner, prefix, after, limit).collectList())
                .orElse(List.of());
    }

    @Override
    public Document insert(String key, Map<String, ? extends @Nullable Object> content) throws InterruptedException {
        return await(documents.insert(tenant, project, owner, checked(key), checked(content)))
                .orElseThrow(() -> conflict(key));
    }

    @Override
    public Document replace(Document seen, Map<String, ? extends @Nullable Object> content)
            throws InterruptedException {
        return await(documents.update(tenant, owner, seen.key(), seen.version(), checked(content)))
                .orElseThrow(() -> conflict(seen.key()));
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        return await(documents.delete(tenant, owner, checked(key))).orElse(false);
    }

    @Override
    public void apply(List<Change> changes) throws InterruptedException {
        if (changes.isEmpty() || changes.size() > MOST_LISTED) {
            throw new IllegalArgumentException("Changes are 1 to " + MOST_LISTED);
        }
        if (changes.stream().map(Change::key).distinct().count() < changes.size()) {
            throw new IllegalArgumentException("Each change is of another key");
        }
        // In the order of the keys, so that two of these wait for one another and never both.
        var writes = changes.stream()
                .sorted(Comparator.comparing(Change::key))
                .map(this::write)
                .toList();
        await(Flux.concat(writes).then(Mono.just(true)));
    }

    /** Errors with the conflict that rolls all of them back. */
    private Mono<?> write(Change change) {
        var key = checked(change.key());
        return switch (change) {
            case Change.Insert(var _, var content) -> documents.insert(tenant, project, owner, key, checked(content));
            case Change.Replace(var seen, var content) ->
                documents
                        .update(tenant, owner, key, seen.version(), checked(content))
                        .switchIfEmpty(Mono.error(() -> conflict(key)));
            case Change.Delete(var seen) ->
                documents
                        .delete(tenant, owner, key, seen.version())
                        .filter(deleted -> deleted)
                        .switchIfEmpty(Mono.error(() -> conflict(key)));
            case Change.Put(var _, var content) -> documents.put(tenant, project, owner, key, checked(content));
            case Change.Remove _ -> documents.delete(tenant, owner, key);
        };
    }

    private <T> Optional<T> await(Mono<T> work) throws InterruptedException {
        return AtHome.run(() -> answer(work));
    }

    private <T> Optional<T> answer(Mono<T> work) throws InterruptedException {
        // A fast answer would hide the interruption: get() does not look at it when the answer is there.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CompletableFuture<@Nullable T> answer = transaction.in(tenant, work).toFuture();
        try {
            return Optional.ofNullable(answer.get());
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case ToolException conflict -> conflict;
                case DuplicateKeyException _ ->
                    new ToolException(Reason.CONFLICT, "There is a document under this key already.", e);
                case DataAccessException refused
                when unstorable(refused) ->
                    new IllegalArgumentException("A document cannot hold the character U+0000", e);
                case null, default ->
                    new ToolException(Reason.UNAVAILABLE, "The connector's store cannot be reached.", e);
            };
        } finally {
            // Rolls back when we were interrupted, and is nothing when the work has ended.
            answer.cancel(true);
        }
    }

    /** SQLSTATE class 22: the data itself is at fault, and within our limits only U+0000 can be. */
    private static boolean unstorable(DataAccessException refused) {
        return refused.getMostSpecificCause() instanceof R2dbcException sql
                && String.valueOf(sql.getSqlState()).startsWith("22");
    }

    private static String checked(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A key is 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }

    private static JsonNode checked(Map<String, ? extends @Nullable Object> content) {
        JsonNode json = RecordJson.MAPPER.valueToTree(content);
        if (RecordJson.MAPPER.writeValueAsBytes(json).length > LARGEST_DOCUMENT) {
            throw new IllegalArgumentException("A document is at most " + LARGEST_DOCUMENT + " bytes as JSON");
        }
        return json;
    }

    private static ToolException conflict(String key) {
        return new ToolException(Reason.CONFLICT, "The document " + key + " was changed or deleted meanwhile.");
    }
}
