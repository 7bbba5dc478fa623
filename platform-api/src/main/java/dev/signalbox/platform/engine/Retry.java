package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Again.Why;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a new run takes over from one that has ended, so that what is finished is not done again: the visits of finished steps as
 * they are, as long as the step and everything before it are the same in the version that runs now. See ADR 33.
 *
 * @param visits to be the new run's first journal
 * @param edits what people changed in the context, without what is run again
 * @param unknown steps that would be run again although nobody knows whether their effect happened
 */
public record Retry(
        List<Visit> visits, List<RunEvent> events, List<Again> again, List<StepKey> unknown, ObjectNode edits) {

    /** An ended run. */
    public record Ended(Graph graph, Journal journal) {}

    /**
     * @param fromStep is run again, and all that follows it; null for what did not finish
     * @param results of steps that are not run, because their outcome is known otherwise
     */
    public record Wish(@Nullable String fromStep, Map<String, ObjectNode> results) {}

    /** Steps whose call was cut off, of which nobody knows whether it took effect. */
    public static List<StepKey> unknown(Graph graph, Journal journal) {
        return journal.visits().values().stream()
                .filter(visit -> mayHaveActed(graph, visit))
                .map(Visit::key)
                .sorted()
                .toList();
    }

    public static Retry of(Ended ended, Graph now, Wish wish, Instant at) {
        return new Plan(ended, now, wish, at).make();
    }

    private record Plan(Ended ended, Graph graph, Wish wish, Instant at) {

        Retry make() {
            var own = new BitSet();
            graph.steps().stream()
                    .filter(step -> own(step).isPresent() || wish.results().containsKey(step.id()))
                    .forEach(step -> own.set(graph.position(step.id())));
            List<Visit> visits = new ArrayList<>();
            List<Again> again = new ArrayList<>();
            List<StepKey> unknown = new ArrayList<>();
            for (Step step : graph.steps()) {
                StepKey key = StepKey.of(step.id());
                var given = wish.results().get(step.id());
                var why = own(step).or(() -> follows(step, own));
                if (given != null) {
                    visits.add(Visit.given(key, 1, given, at));
                } else if (why.isEmpty()) {
                    visits.add(ended.journal().visit(key).orElseThrow());
                } else {
                    again.add(new Again(key, why.get()));
                    ended.journal()
                            .visit(key)
                            .filter(visit -> mayHaveActed(ended.graph(), visit))
                            .ifPresent(_ -> unknown.add(key));
                }
            }
            visits.sort(Comparator.comparing(Visit::startedAt).thenComparing(Visit::key));
            var edits = RunContext.withoutEdits(
                    ended.journal().edits(),
                    id -> visits.stream().noneMatch(visit -> visit.key().value().equals(id))
                            || wish.results().containsKey(id));
            return new Retry(visits, visits.stream().map(this::told).toList(), again, unknown, edits);
        }

        private Optional<Why> own(Step step) {
            if (step.id().equals(wish.fromStep())) {
                return Optional.of(Why.ASKED);
            }
            var visit = ended.journal().visit(StepKey.of(step.id()));
            if (visit.isEmpty() || !isFinished(visit.get())) {
                return Optional.of(Why.UNFINISHED);
            }
            return new Sameness(ended.graph(), graph).of(step.id()) ? Optional.empty() : Optional.of(Why.CHANGED);
        }

        private Optional<Why> follows(Step step, BitSet own) {
            return graph.upstreamOf(step.id()).intersects(own) ? Optional.of(Why.UPSTREAM) : Optional.empty();
        }

        private RunEvent told(Visit visit) {
            RunEvent event = visit.status() == Status.SKIPPED
                    ? Events.skipped(visit.key(), java.util.Objects.requireNonNull(visit.reason()))
                    : Events.completed(visit);
            boolean given = wish.results().containsKey(visit.key().value());
            return event.with(given ? "given" : "reused", true);
        }
    }

    private static boolean isFinished(Visit visit) {
        return switch (visit.status()) {
            case COMPLETED -> true;
            case SKIPPED -> visit.reason() != Reason.BLOCKED;
            case RUNNING, WAITING, RETRYING, FAILED, CANCELLED -> false;
        };
    }

    /** A call that was cut off: after its failure an attempt leaves the failure behind, so a cancelled one without was under way. */
    private static boolean mayHaveActed(Graph graph, Visit visit) {
        return switch (visit.status()) {
            case FAILED -> visit.failure() != null && visit.failure().code() == FailureCode.OUTCOME_UNKNOWN;
            case CANCELLED -> visit.failure() == null && acts(graph.step(visit.key()));
            case RUNNING, WAITING, RETRYING, COMPLETED, SKIPPED -> false;
        };
    }

    private static boolean acts(Step step) {
        return step instanceof Step.McpCall || step instanceof Step.AgentCall;
    }
}
