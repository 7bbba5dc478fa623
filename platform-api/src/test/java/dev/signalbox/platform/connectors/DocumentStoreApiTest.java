package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.ConnectorStore.Change;
import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.TenantTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DocumentStoreApiTest extends ApiTest {

    @Autowired
    private ConnectorDocumentRepository documents;

    @Autowired
    private TenantTransaction transaction;

    private final UUID owner = UUID.randomUUID();
    private TestTenant tenant;
    private ConnectorStore store;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        store = storeOf(tenant, owner);
    }

    @Test
    void whatIsInsertedIsFoundAsItWas() throws Exception {
        var content = new HashMap<String, @Nullable Object>();
        content.put("none", null);
        content.put("list", List.of(1L, 2.5, "x", Map.of("deep", true)));

        var inserted = store.insert("a", content);

        assertThat(inserted.version()).isEqualTo(1);
        assertThat(store.find("a"))
                .hasValueSatisfying(found -> assertThat(found.content()).isEqualTo(content));
    }

    @Test
    void aKeyIsTakenOnce() throws Exception {
        store.insert("a", Map.of());

        conflicts(() -> store.insert("a", Map.of()));
    }

    @Test
    void ofTwoChangesToTheSameVersionOneIsRefused() throws Exception {
        var seen = store.insert("a", Map.of("n", 0));

        assertThat(store.replace(seen, Map.of("n", 1)).version()).isEqualTo(2);

        conflicts(() -> store.replace(seen, Map.of("n", 2)));
        assertThat(store.find("a").map(Document::content)).hasValue(Map.of("n", 1L));
    }

    @Test
    void aDeletedDocumentIsGone() throws Exception {
        var seen = store.insert("a", Map.of());

        assertThat(store.delete("a")).isTrue();

        assertThat(store.delete("a")).isFalse();
        assertThat(store.find("a")).isEmpty();
        conflicts(() -> store.replace(seen, Map.of()));
    }

    @Test
    void pagesFollowTheKeysOfAPrefix() throws Exception {
        for (var key : List.of("task/b", "task/a", "task/C", "loop/a", "task%", "tasks")) {
            store.insert(key, Map.of());
        }

        assertThat(store.list("task/", "", 2)).extracting(Document::key).containsExactly("task/C", "task/a");
        assertThat(store.list("task/", "task/a", 2)).extracting(Document::key).containsExactly("task/b");
        assertThat(store.list("", "", 200)).hasSize(6);
    }

    @Test
    void severalChangesAreMadeTogether() throws Exception {
        var replaced = store.insert("b", Map.of("n", 0));
        var deleted = store.insert("c", Map.of());
        store.insert("d", Map.of());

        store.apply(List.of(
                new Change.Remove("d"),
                new Change.Delete(deleted),
                new Change.Insert("a", Map.of("n", 1)),
                new Change.Replace(replaced, Map.of("n", 2)),
                new Change.Put("e", Map.of("n", 3)),
                new Change.Remove("nothing")));
        store.apply(List.of(new Change.Put("e", Map.of("n", 4))));

        assertThat(store.list("", "", 10))
                .extracting(Document::key, Document::version, found -> found.content()
                        .get("n"))
                .containsExactly(tuple("a", 1L, 1L), tuple("b", 2L, 2L), tuple("e", 2L, 4L));
    }

    @Test
    void oneConflictUndoesAllChanges() throws Exception {
        var stale = store.insert("b", Map.of("n", 0));
        store.replace(stale, Map.of("n", 1));

        conflicts(() -> store.apply(List.of(new Change.Put("a", Map.of()), new Change.Replace(stale, Map.of()))));
        conflicts(() -> store.apply(List.of(new Change.Put("a", Map.of()), new Change.Delete(stale))));
        conflicts(() -> store.apply(List.of(new Change.Put("a", Map.of()), new Change.Insert("b", Map.of()))));

        assertThat(store.list("", "", 10)).extracting(Document::key).containsExactly("b");
    }

    @Test
    void limitsAreKept() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.find(""));
        assertThatIllegalArgumentException().isThrownBy(() -> store.find("k".repeat(257)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.list("", "", 201));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.insert("a", Map.of("text", "x".repeat(256 * 1024))));
        assertThatIllegalArgumentException().isThrownBy(() -> store.insert("a", Map.of("text", "\0")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.find("\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.apply(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.apply(List.of(new Change.Remove("a"), new Change.Put("a", Map.of()))));
    }

    @Test
    void anotherInstanceOrTenantHasItsOwn() throws Exception {
        store.insert("a", Map.of("mine", true));

        assertThat(storeOf(tenant, UUID.randomUUID()).find("a")).isEmpty();
        assertThat(storeOf(tenants.aTenant(), owner).find("a")).isEmpty();
        assertThat(storeOf(tenants.aTenant(), owner).list("", "", 10)).isEmpty();
    }

    @Test
    void documentsGoWithTheirInstance() throws Exception {
        var client = as(tenant.token());
        var instance = Instances.create(client, "http", "{}");
        var kept = storeOf(tenant, instance.value());
        kept.insert("a", Map.of());

        client.delete()
                .uri("/v1/mcp/instances/{id}", instance)
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(kept.find("a")).isEmpty();
    }

    @Test
    void anInterruptedReaderStopsWaiting() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> store.find("a"));
    }

    private DocumentStore storeOf(TestTenant whose, UUID which) {
        return new DocumentStore(whose.id(), whose.project(), which, documents, transaction);
    }

    private static void conflicts(ThrowingCallable write) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(write)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.CONFLICT));
    }
}
