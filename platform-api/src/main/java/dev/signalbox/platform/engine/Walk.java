package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One look over the whole graph: what ended, what goes on, what may begin. */
final class Walk {

    private final Graph graph;
    private final Journal journal;
    private final RunInfo run;
    private final Instant now;
    private final Opening opening;

    Walk(Graph graph, Journal journal, RunInfo run, Instant now) {
        this.graph = graph;
        this.journal = journal;
        this.run = run;
        this.now = now;
        this.opening = new Opening(graph, journal, run, now);
    }

    List<Decision> decide() {
        return switch (run.mode()) {
            case PAUSED -> List.of(new Decision.Wait(Blocker.of(graph, journal), null));
            case DRAINING -> ended().map(List::of).orElseGet(this::drain);
            case RUNNING -> ended().map(List::of).orElseGet(this::move);
        };
    }

    private Optional<Decision> ended() {
        return first(Status.FAILED)
                .<Decision>map(visit -> ending().fail(Objects.requireNonNull(visit.failure()), visit.key()))
                .or(() -> journal.visits().values().stream()
                        .filter(visit -> visit.status() == Status.COMPLETED && isTerminal(visit.key()))
                        .min(byEnd())
                        .map(visit -> ending().complete(result(visit))));
    }

    private boolean isTerminal(StepKey key) {
        return graph.find(key.value()).filter(step -> step.common().terminal()).isPresent();
    }

    private List<Decision> drain() {
        List<Decision> onTheirWay = new ArrayList<>();
        for (Step step : graph.steps()) {
            journal.visit(StepKey.of(step.id()))
                    .filter(visit -> visit.status() == Status.RUNNING)
                    .flatMap(visit -> opening.goOn(step, visit))
                    .ifPresent(onTheirWay::add);
        }
        return onTheirWay.isEmpty() ? List.of(ending().stop()) : onTheirWay;
    }

    private List<Decision> move() {
        List<Decision> records = new ArrayList<>();
        List<Decision> rest = new ArrayList<>();
        var readiness = new Readiness(graph, journal, run);
        var gate = new Gate(graph, journal);
        for (Step step : graph.steps()) {
            var visit = journal.visit(StepKey.of(step.id()));
            var next = visit.isPresent() ? opening.goOn(step, visit.get()) : open(gate, step, readiness.of(step));
            next.ifPresent(decision -> (decision instanceof Decision.Record ? records : rest).add(decision));
        }
        records.addAll(rest);
        List<Blocker> blockers = Blocker.of(graph, journal);
        if (!blockers.isEmpty() && records.stream().noneMatch(Decision.Record.class::isInstance)) {
            records.add(new Decision.Wait(blockers, wakeAt()));
        }
        return records.isEmpty() ? List.of(rest()) : records;
    }

    private Optional<Decision> open(Gate gate, Step step, Readiness.Verdict verdict) {
        return gate.isClosed()
                ? Optional.empty()
                : opening.begin(step, verdict).flatMap(decision -> gate.pass(step, decision));
    }

    /** Nothing goes on and nothing waits: the run is through, or it can never be. */
    private Decision rest() {
        boolean stalled = graph.steps().stream()
                .anyMatch(step -> journal.visit(StepKey.of(step.id())).isEmpty());
        if (stalled) {
            return ending().fail(stalled("Steps are left that can never start: they wait for each other."), null);
        }
        return startedAnything() || graph.steps().isEmpty()
                ? ending().complete(output())
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
    private @org.jspecify.annotations.Nullable Instant wakeAt() {
        return journal.visits().values().stream()
                .filter(v -> v.status() == Status.RETRYING || (v.status() == Status.WAITING && hasAlarm(v.key())))
                .map(Visit::dueAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private boolean hasAlarm(StepKey key) {
        Step step = graph.step(key);
        return step instanceof Step.Delay || step instanceof Step.Guided;
    }

    private JsonNode output() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        for (Step step : graph.leaves()) {
            journal.visit(StepKey.of(step.id()))
                    .filter(visit -> visit.status() == Status.COMPLETED)
                    .ifPresent(visit -> output.set(step.id(), result(visit)));
        }
        return output;
    }

    private static JsonNode result(Visit visit) {
        JsonNode result = visit.result();
        return result == null ? JsonNodeFactory.instance.nullNode() : result;
    }

    private Optional<Visit> first(Status status) {
        return journal.visits().values().stream()
                .filter(visit -> visit.status() == status)
                .min(byEnd());
    }

    private static Comparator<Visit> byEnd() {
        return Comparator.comparing((Visit visit) -> Objects.requireNonNull(visit.endedAt()))
                .thenComparing(Visit::key);
    }

    private Ending ending() {
        return new Ending(graph, journal, run, now);
    }
}
