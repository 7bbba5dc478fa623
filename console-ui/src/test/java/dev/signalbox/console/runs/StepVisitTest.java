package dev.signalbox.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepVisitTest {

    @ParameterizedTest
    @CsvSource({"fetch, Fetch", "loop#3#fetch, Fetch [3]", "rows#1#cells#0#fetch, Fetch [1.0]"})
    void insideOfLoopsItIsNamedWithItsTurns(String key, String label) {
        var visit = new StepVisit(key, "mcp_call", "Fetch", "completed", 1, null, null, null, Instant.EPOCH, null);

        assertThat(visit.label()).isEqualTo(label);
    }
}
