package dev.signalbox.platform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.runs.RunFilter;
import dev.signalbox.platform.runs.TestRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An entry of the feed stands for several events; a page may end between any two of them. */
class FeedPagesApiTest extends ApiTest {

    private static final String STEPS = "{'id': 'a', 'type': 'lua_script', 'script': 'return {}'},"
            + "{'id': 'b', 'type': 'lua_script', 'script': 'return {}', 'depends_on': ['a']}";

    @Autowired
    private FeedRepository feed;

    @Autowired
    private FeedSequencer sequencer;

    @Autowired
    private TenantTransaction transaction;

    private TestTenant tenant;

    @BeforeEach
    void runSome() {
        tenant = tenants.aTenant();
        var runs = new TestRuns(as(tenant.token()));
        var workflow = runs.workflow(STEPS);
        IntStream.range(0, 5).forEach(_ -> runs.awaitEnd(workflow, runs.start(workflow)));
        sequencer.place(tenant.id()).block();
    }

    @Test
    void positionsHaveNoGap() {
        var all = read(0, 1000).entries();

        assertThat(all).hasSizeGreaterThan(5 * 4);
        assertThat(all.stream().map(FeedEntry::position))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(transaction.in(tenant.id(), feed.findHead(tenant.id())).block())
                .isEqualTo(all.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void pagesOfAnySizeMakeTheSameWhole(int limit) {
        var read = new ArrayList<FeedEntry>();
        for (var page = read(0, limit); !page.entries().isEmpty(); page = read(page.until(), limit)) {
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            read.addAll(page.entries());
        }

        assertThat(keys(read)).isEqualTo(keys(read(0, 1000).entries()));
    }

    @Test
    void anotherTenantReadsNothing() {
        var other = tenants.aTenant();

        assertThat(transaction
                        .in(other.id(), feed.readAfter(tenant.id(), Set.of(tenant.project()), all(), 0, 10))
                        .blockOptional()
                        .orElseThrow()
                        .entries())
                .isEmpty();
    }

    private FeedPage read(long position, int limit) {
        return Objects.requireNonNull(transaction
                .in(tenant.id(), feed.readAfter(tenant.id(), Set.of(tenant.project()), all(), position, limit))
                .block());
    }

    private static RunFilter all() {
        return new RunFilter(null, null, null, null, null, null, null);
    }

    private static List<String> keys(List<FeedEntry> entries) {
        return entries.stream()
                .map(entry -> "%d %s/%d %s".formatted(entry.position(), entry.runId(), entry.seq(), entry.type()))
                .toList();
    }
}
