package dev.signalbox.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.audit.AuditEvent.Outcome;
import dev.signalbox.platform.audit.RefusalCounts.Counted;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {

    private static final Instant NOW = Instant.parse("2026-11-02T09:15:04Z");

    private final RefusalCounts counts = new RefusalCounts();

    @Test
    void theFirstOnesAreDueAtOnceAndTheOthersWhenTheirMinuteIsOver() {
        add("192.0.2.1", 2);
        assertThat(counts.due(NOW)).containsExactly(new Counted(from("192.0.2.1"), 2));

        add("192.0.2.1", 5);
        assertThat(counts.due(NOW.plusSeconds(30))).isEmpty();
        assertThat(counts.due(NOW.plusSeconds(60))).containsExactly(new Counted(from("192.0.2.1"), 5));
        assertThat(counts.due(NOW.plusSeconds(120))).isEmpty();
    }

    @Test
    void eachAddressIsCountedOnItsOwn() {
        add("192.0.2.1", 1);
        add("192.0.2.2", 3);

        assertThat(counts.due(NOW))
                .containsExactlyInAnyOrder(new Counted(from("192.0.2.1"), 1), new Counted(from("192.0.2.2"), 3));
    }

    @Test
    void beyondAThousandKindsTheRestIsOneKind() {
        IntStream.range(0, RefusalCounts.KINDS + 500).forEach(i -> add("address " + i, 1));

        var due = counts.due(NOW);

        assertThat(due)
                .hasSize(RefusalCounts.KINDS + 1)
                .contains(new Counted(from("whatever").ofMany(), 500));
        assertThat(due.stream().mapToLong(Counted::count).sum()).isEqualTo(RefusalCounts.KINDS + 500);
    }

    private void add(String address, int times) {
        IntStream.range(0, times).forEach(_ -> counts.add(from(address), NOW));
    }

    private static Refusal from(String address) {
        return new Refusal(
                Audit.PLATFORM, "credential.refused", "credential", Outcome.DENIED, Map.of("address", address));
    }
}
