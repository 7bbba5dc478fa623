package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look over the whole run: whether it has ended, what goes on, what may begin. */
final class Walk {

    /** Rows of a journal that is read as a whole whenever a node takes the run up. */
    static final int MOST_VISITS = 50_000;

    private final Scope top;
    private final Graph graph;
    private final Journal journal;
    private final RunInfo run;

    Walk(Scope top) {
        this.top = top;
        this.graph = top.graph();
        this.journal = top.look().journal();
        this.run = top.look().run();
    }

    List<Decision> decide() {
        return switch (run.mode()) {
            case PAUSED -> List.of(new Decision.Wait(Blocker.of(graph, journal), null));
            case DRAINING -> ended().map(List::of).orElseGet(this::drain);
            case RUNNING -> ended().map(List::of).orElseGet(this::move);
        };
    }

    private Optional<Decision> ended() {
        return top.firstFailed()
                .<Decision>map(visit -> ending().fail(Objects.requireNonNull(visit.failure()), visit.key()))
                .or(this::terminated)
                .or(this::tooLong);
    }

    private Optional<Decision> terminated() {
        return graph.hasTerminal()
                ? journal.visits().values().stream()
                        .filter(visit -> visit.status() == Status.COMPLETED && isTerminal(visit.key()))
                        .min(Scope.byEnd())
                        .map(visit -> ending().complete(Scope.result(visit)))
                : Optional.empty();
    }

    private boolean isTerminal(StepKey key) {
        return key.isStep() && graph.step(key).common().terminal();
    }

    private Optional<Decision> tooLong() {
        return journal.visits().size() <= MOST_VISITS
                ? Optional.empty()
                : Optional.of(ending().fail(
                                Failure.permanent(
                                        FailureCode.LIMIT_EXCEEDED,
                                        "A run visits at most %d steps: split it, and let one call the other."
                                                .formatted(MOST_VISITS)),
                                null));
    }

    private List<Decision> drain() {
        List<Decision> onTheirWay = new ArrayList<>();
        journal.visits().values().stream()
                .filter(visit -> visit.status() == Status.RUNNING)
                .sorted(Comparator.comparing(Visit::key))
                .forEach(visit -> onTheirWay.add(again(visit)));
        return onTheirWay.isEmpty() ? List.of(ending().stop()) : onTheirWay;
    }

    private Decision again(Visit visit) {
        Scope scope = top.of(visit.key());
        return visit.key().isTurn()
                ? Judging.of(scope, true)
                : new Opening(scope).goOn(graph.step(visit.key()), visit).orElseThrow();
    }

    private List<Decision> move() {
        var found = new Found();
        new ScopeWalk(top, new Gate(graph, journal), found).walk();
        List<Decision> decisions = found.all();
        List<Blocker> blockers = Blocker.of(graph, journal);
        if (!blockers.isEmpty() && !found.hasRecords()) {
            decisions.add(new Decision.Wait(blockers, wakeAt()));
        }
        return decisions.isEmpty() ? List.of(rest()) : decisions;
    }

    /** Nothing goes on and nothing waits: the run is through, or it can never be. */
    private Decision rest() {
        if (!top.isThrough()) {
            return ending().fail(stalled("Steps are left that can never start: they wait for each other."), null);
        }
        return startedAnything() || graph.steps().isEmpty()
                ? ending().complete(top.output())
                : ending().fail(stalled("No step could start: name one in trigger_steps."), null);
    }

    /** Held back by no_auto_start alone; a run whose conditions were all false is a run that completed. */
    private boolean startedAnything() {
        return graph.steps().stream()
                        .anyMatch(step -> !step.common().noAutoStart()
                                && step.common().dependsOn().isEmpty())
                || graph.steps().stream().anyMatch(step -> run.triggerSteps().contains(step.id()));
    }

    private static Failure stalled(String message) {
        return Failure.permanent(FailureCode.RUN_STALLED_OR_TIMED_OUT, message);
    }

    /** A task's deadline is not the interpreter's: who keeps the tasks decides it and answers. */
    private @Nullable Instant wakeAt() {
        return journal.visits().values().stream()
                .filter(v -> v.status() == Status.RETRYING || (v.status() == Status.WAITING && hasAlarm(v.key())))
                .map(Visit::dueAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private boolean hasAlarm(StepKey key) {
        return !(graph.step(key) instanceof Step.HumanTask);
    }

    private Ending ending() {
        return new Ending(top);
    }
}
