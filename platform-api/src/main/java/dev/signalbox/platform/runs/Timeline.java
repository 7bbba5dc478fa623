package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.StepType;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a run in the order they began. */
record Timeline(List<Entry> items) {

    static Timeline of(LiveRun run) {
        return new Timeline(run.journal().visits().values().stream()
                .filter(visit -> visit.key().isStep())
                .sorted(Comparator.comparing(Visit::startedAt).thenComparing(Visit::key))
                .map(visit -> Entry.of(run.graph().step(visit.key()), visit))
                .toList());
    }

    /** @param durationMs null while the step goes on */
    record Entry(
            StepKey stepId,
            StepType type,
            String name,
            Visit.Status status,
            int attempt,
            Visit.@Nullable Reason reason,
            @Nullable Failure error,
            @Nullable Instant dueAt,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long durationMs) {

        static Entry of(Step step, Visit visit) {
            Instant ended = visit.endedAt();
            return new Entry(
                    visit.key(),
                    step.common().type(),
                    step.name(),
                    visit.status(),
                    visit.attempt(),
                    visit.reason(),
                    visit.failure(),
                    visit.dueAt(),
                    visit.startedAt(),
                    ended,
                    ended == null
                            ? null
                            : Duration.between(visit.startedAt(), ended).toMillis());
        }
    }
}
