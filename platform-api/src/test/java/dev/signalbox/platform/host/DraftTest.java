package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DraftTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private final Draft draft = new Draft();

    @Test
    void aVisitIsWrittenAsItStandsLastWithAllItsEvents() {
        draft.add(progress("a", Visit.Status.RUNNING, RunEvent.Type.STEP_STARTED));
        draft.add(progress("b", Visit.Status.RUNNING, RunEvent.Type.STEP_STARTED));
        draft.add(progress("a", Visit.Status.COMPLETED, RunEvent.Type.STEP_COMPLETED));

        var taken = draft.take();

        assertThat(taken.visits())
                .extracting(visit -> visit.key() + " " + visit.status())
                .containsExactly("a COMPLETED", "b RUNNING");
        assertThat(taken.events())
                .extracting(event -> event.stepId() + " " + event.type())
                .containsExactly("a STEP_STARTED", "b STEP_STARTED", "a STEP_COMPLETED");
    }

    @Test
    void whatWasTakenIsNotTakenAgain() {
        draft.add(progress("a", Visit.Status.RUNNING, RunEvent.Type.STEP_STARTED));

        draft.take();

        assertThat(draft.isEmpty()).isTrue();
        assertThat(draft.take()).isEqualTo(Progress.NONE);
    }

    @Test
    void aLongDraftIsDueAtOnce() {
        IntStream.range(0, 200)
                .forEach(_ -> draft.add(progress("a", Visit.Status.RUNNING, RunEvent.Type.STEP_RETRYING)));

        assertThat(draft.isDue()).isTrue();
    }

    @Test
    void anEmptyDraftIsNeverDue() {
        assertThat(draft.isDue()).isFalse();
    }

    private static Progress progress(String step, Visit.Status status, RunEvent.Type type) {
        var key = StepKey.of(step);
        var visit = new Visit(key, 1, status, 1, null, null, null, null, null, NOW, null);
        return new Progress(List.of(visit), List.of(RunEvent.of(type, key)));
    }
}
