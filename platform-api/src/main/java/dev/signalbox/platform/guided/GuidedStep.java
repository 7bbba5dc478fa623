package dev.signalbox.platform.guided;

import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A guided step that has opened, with its goal and context as they were filled in then.
 *
 * @param id to be given back with the answer; inside of loops with the turn, as {@code loop#0#ask}
 * @param expectedOutput the JSON Schema of the answer; absent when any answer will do
 * @param gate whether nothing further opens in the run before the answer is there
 * @param answer absent until it is given
 */
record GuidedStep(
        StepKey id,
        String name,
        @Nullable String goal,
        @Nullable JsonNode context,
        @Nullable JsonNode expectedOutput,
        @Nullable String tone,
        boolean gate,
        Visit.Status status,
        @Nullable JsonNode answer,
        Instant openedAt,
        @Nullable Instant dueAt) {

    /** Empty when the step is no guided one, or has not opened. */
    static Optional<GuidedStep> find(LiveRun run, StepKey key) {
        return run.journal().visit(key).flatMap(visit -> of(run, visit));
    }

    /** The one to be answered next: that has waited longest. */
    static Optional<GuidedStep> next(LiveRun run) {
        return waiting(run).findFirst();
    }

    static Stream<GuidedStep> waiting(LiveRun run) {
        return run.journal().visits().values().stream()
                .filter(visit -> visit.status() == Visit.Status.WAITING)
                .sorted(Comparator.comparing(Visit::startedAt).thenComparing(Visit::key))
                .flatMap(visit -> of(run, visit).stream());
    }

    private static Optional<GuidedStep> of(LiveRun run, Visit visit) {
        return run.graph().step(visit.key()) instanceof Step.Guided step
                ? Optional.of(of(step, visit))
                : Optional.empty();
    }

    private static GuidedStep of(Step.Guided step, Visit visit) {
        JsonNode input = visit.input();
        return new GuidedStep(
                visit.key(),
                step.name(),
                input == null ? null : input.path("goal").stringValue(null),
                input == null ? null : input.get("context"),
                step.expectedOutput(),
                step.tone(),
                step.gate(),
                visit.status(),
                visit.result(),
                visit.startedAt(),
                visit.dueAt());
    }
}
