package dev.signalbox.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.ConnectorStore.Change;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestStoreTest {

    private final ConnectorStore store = new TestStore(Clock.systemUTC());

    @Test
    void aKeyIsTakenOnce() throws Exception {
        store.insert("a", Map.of());

        conflicts(() -> store.insert("a", Map.of()));
    }

    @Test
    void aDocumentIsReplacedByWhoeverHasSeenItLast() throws Exception {
        var first = store.insert("a", Map.of("n", 1));
        var second = store.replace(first, Map.of("n", 2));

        assertThat(second.version()).isEqualTo(2);
        conflicts(() -> store.replace(first, Map.of("n", 3)));
        assertThat(store.find("a").orElseThrow().content()).isEqualTo(Map.of("n", 2L));
    }

    @Test
    void whatIsDeletedIsNotReplaced() throws Exception {
        var seen = store.insert("a", Map.of());

        assertThat(store.delete("a")).isTrue();
        assertThat(store.delete("a")).isFalse();
        conflicts(() -> store.replace(seen, Map.of()));
    }

    @Test
    void documentsAreListedInTheOrderOfTheirKeys() throws Exception {
        for (var key : List.of("b/2", "a/1", "b/10", "b/1")) {
            store.insert(key, Map.of());
        }

        assertThat(store.list("b/", "", 2))
                .extracting(ConnectorStore.Document::key)
                .containsExactly("b/1", "b/10");
        assertThat(store.list("b/", "b/10", 2))
                .extracting(ConnectorStore.Document::key)
                .containsExactly("b/2");
    }

    @Test
    void whatIsKeptIsNobodysToChange() throws Exception {
        var content = new HashMap<String, Object>(Map.of("n", 1));
        store.insert("a", content);

        content.put("n", 2);

        assertThat(store.find("a").orElseThrow().content()).isEqualTo(Map.of("n", 1L));
    }

    @Test
    void severalChangesAreMadeTogetherOrNotAtAll() throws Exception {
        var first = store.insert("a", Map.of("n", 1));
        store.insert("b", Map.of());

        store.apply(List.of(
                new Change.Replace(first, Map.of("n", 2)), new Change.Remove("b"), new Change.Put("c", Map.of())));
        conflicts(() -> store.apply(List.of(new Change.Put("d", Map.of()), new Change.Delete(first))));
        conflicts(() -> store.apply(List.of(new Change.Put("d", Map.of()), new Change.Insert("c", Map.of()))));

        assertThat(store.list("", "", 10))
                .extracting(ConnectorStore.Document::key)
                .containsExactly("a", "c");
        assertThatIllegalArgumentException().isThrownBy(() -> store.apply(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.apply(List.of(new Change.Remove("a"), new Change.Put("a", Map.of()))));
    }

    @Test
    void theLimitsAreThePlatforms() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.insert("", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> store.insert("x".repeat(257), Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> store.list("", "", 201));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.insert("a", Map.of("text", "x".repeat(256 * 1024))));
        assertThatIllegalArgumentException().isThrownBy(() -> store.insert("a", Map.of("text", "\0")));
    }

    @Test
    void aSecretIsNotKept() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> store.insert("a", Map.of("key", Secret.of("k3y"))));
    }

    private static void conflicts(org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(change)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.CONFLICT));
    }
}
