package dev.signalbox.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.access.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class GroupCommitTest {

    private static final String BROKEN = "broken";

    private final TenantId acme = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());
    private final List<Group> groups = new CopyOnWriteArrayList<>();
    private final GroupCommit<String, String> commit = new GroupCommit<>(String::length, this::later);

    private Mono<List<String>> later(TenantId tenant, List<String> items) {
        var group = new Group(items, Sinks.one());
        groups.add(group);
        return group.committed().asMono();
    }

    @Test
    void theFirstOneWaitsForNobody() {
        var a = add(acme, "a");

        groups.getFirst().succeed();

        assertThat(a).isCompletedWithValue("a written");
    }

    @Test
    void whatComesMeanwhileGoesTogether() {
        add(acme, "a");
        var b = add(acme, "b");
        var c = add(acme, "c");
        groups.getFirst().succeed();

        assertThat(groups.get(1).items()).containsExactly("b", "c");
        groups.get(1).succeed();
        assertThat(b).isCompletedWithValue("b written");
        assertThat(c).isCompletedWithValue("c written");
    }

    @Test
    void tenantsDoNotWaitForOneAnother() {
        add(acme, "a");
        var b = add(other, "b");

        groups.get(1).succeed();

        assertThat(b).isCompletedWithValue("b written");
    }

    @Test
    void aFailureIsOnlyForTheOneThatFails() {
        add(acme, "a");
        var good = add(acme, "b");
        var bad = add(acme, BROKEN);
        var alsoGood = add(acme, "c");

        // First the group, then each of it alone.
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).end();
        }

        assertThat(good).isCompletedWithValue("b written");
        assertThat(alsoGood).isCompletedWithValue("c written");
        assertThat(bad).isCompletedExceptionally();
    }

    @Test
    void afterAFailureItGoesOn() {
        add(acme, BROKEN);
        groups.getFirst().end();
        var next = add(acme, "a");

        groups.getLast().end();

        assertThat(next).isCompletedWithValue("a written");
    }

    @Test
    void oneOfSixtyFourIsTheMost() {
        add(acme, "first");
        IntStream.range(0, 70).forEach(i -> add(acme, "n" + i));
        groups.getFirst().succeed();

        assertThat(groups.get(1).items()).hasSize(64);
        groups.get(1).succeed();
        assertThat(groups.get(2).items()).hasSize(6);
    }

    @Test
    void whatIsLargeDoesNotGoWithMuchElse() {
        String large = "x".repeat(700_000);
        add(acme, "first");
        add(acme, large);
        add(acme, large);
        groups.getFirst().succeed();

        assertThat(groups.get(1).items()).hasSize(1);
    }

    @Test
    void whoGivesUpBeforeTheirTurnIsLeftOut() {
        add(acme, "a");
        commit.add(acme, "b").subscribe().dispose();
        add(acme, "c");
        groups.getFirst().succeed();

        assertThat(groups.get(1).items()).containsExactly("c");
    }

    @Test
    void whatNeverEndsKeepsNobodyWaitingForLong() {
        var hurried = new GroupCommit<String, String>(Duration.ofMillis(20), String::length, this::later);
        var stuck = hurried.add(acme, "stuck").toFuture();
        var next = hurried.add(acme, "next").toFuture();

        await().until(() -> groups.size() == 2);
        groups.get(1).succeed();
        assertThat(next).isCompletedWithValue("next written");
        groups.get(0).succeed();
        assertThat(stuck).isCompletedWithValue("stuck written");
    }

    @Test
    void ofAGroupThatNeverEndsEachIsTriedAlone() {
        var hurried = new GroupCommit<String, String>(Duration.ofMillis(20), String::length, this::later);
        hurried.add(acme, "first").subscribe();
        var b = hurried.add(acme, "b").toFuture();
        hurried.add(acme, "c").subscribe();
        groups.getFirst().succeed();

        await().until(() -> groups.size() == 4);
        groups.get(2).succeed();
        assertThat(b).isCompletedWithValue("b written");
    }

    @Test
    void whatThrowsOrTellsTooLittleIsAFailureAndNoEnd() {
        var throwing = new GroupCommit<String, String>(String::length, (_, items) -> {
            if (items.contains(BROKEN)) {
                throw new IllegalStateException(BROKEN);
            }
            return Mono.just(items.contains("silent") ? List.of() : items);
        });

        assertThat(throwing.add(acme, BROKEN).toFuture()).isCompletedExceptionally();
        assertThat(throwing.add(acme, "silent").toFuture()).isCompletedExceptionally();
        assertThat(throwing.add(acme, "a").toFuture()).isCompletedWithValue("a");
    }

    private CompletableFuture<String> add(TenantId tenant, String item) {
        return commit.add(tenant, item).toFuture();
    }

    private record Group(List<String> items, Sinks.One<List<String>> committed) {

        void succeed() {
            committed.tryEmitValue(items.stream().map(item -> item + " written").toList());
        }

        /** As a database would. */
        void end() {
            if (items.contains(BROKEN)) {
                committed.tryEmitError(new IllegalStateException(BROKEN));
            } else {
                succeed();
            }
        }
    }
}
