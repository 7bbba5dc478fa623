package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a corrected result of a step inside of loops reaches there, from its turn outwards: what follows it in the turn, and the loop,
 * which goes on. Other turns of a {@code for_each} stay as they are; in a {@code while} each builds on the one before, so those after
 * it begin anew. ADR 83.
 *
 * @param again the steps that begin anew, and the turns that do as a whole, from the inside out
 * @param setBack visits that count no longer
 * @param closed the turns and loops that were through, as they were
 * @param open those of them that are told otherwise now
 */
record Reopening(List<StepKey> again, List<Visit> setBack, List<Visit> closed, List<Visit> open) {

    /** @param corrected null when it is the input */
    static Reopening of(Graph graph, Journal journal, int generation, @Nullable StepKey corrected, Instant at) {
        var way = new Way(graph, journal, generation, at);
        for (StepKey step = corrected; step != null && step.around() != null; ) {
            step = way.out(step);
        }
        return new Reopening(
                List.copyOf(way.again), List.copyOf(way.setBack), List.copyOf(way.closed), List.copyOf(way.open));
    }

    private static final class Way {

        private final Graph graph;
        private final Journal journal;
        private final int generation;
        private final Instant at;
        private final List<StepKey> again = new ArrayList<>();
        private final List<Visit> setBack = new ArrayList<>();
        private final List<Visit> closed = new ArrayList<>();
        private final List<Visit> open = new ArrayList<>();

        Way(Graph graph, Journal journal, int generation, Instant at) {
            this.graph = graph;
            this.journal = journal;
            this.generation = generation;
            this.at = at;
        }

        /** @return the loop around the step, which what follows it goes by */
        StepKey out(StepKey step) {
            StepKey turn = Objects.requireNonNull(step.around());
            StepKey key = Objects.requireNonNull(turn.around());
            var loop = (Step.Loop) graph.step(key);
            follow(loop.body(), turn, step);
            switch (loop) {
                case Step.ForEach _ -> journal.visit(turn).ifPresent(closed::add);
                case Step.While repetition -> {
                    judgeAgain(repetition, turn);
                    setBackAfter(key, turn.index(key));
                }
            }
            reopen(loop, key);
            return key;
        }

        /** In a turn that has failed, what did not finish begins anew too. */
        private void follow(Graph body, StepKey turn, StepKey step) {
            boolean failed = journal.visit(turn)
                    .filter(visit -> visit.status() == Status.FAILED)
                    .isPresent();
            int position = body.position(step.stepId());
            for (Step other : body.steps()) {
                StepKey key = turn.step(other.id());
                boolean follows = body.upstreamOf(other.id()).get(position);
                if (!key.equals(step) && (follows || (failed && !isFinished(key)))) {
                    setBack(key);
                }
            }
        }

        private boolean isFinished(StepKey key) {
            return journal.visit(key)
                    .filter(visit -> visit.status() == Status.COMPLETED
                            || (visit.status() == Status.SKIPPED && visit.reason() != Reason.BLOCKED))
                    .isPresent();
        }

        private void setBack(StepKey step) {
            journal.visit(step).map(Visit::key).ifPresent(again::add);
            journal.visits().values().stream()
                    .filter(visit -> visit.key().equals(step) || visit.key().isInside(step))
                    .forEach(setBack::add);
        }

        private void setBackAfter(StepKey loop, int index) {
            var later = journal.visits().values().stream()
                    .filter(visit -> visit.key().isInside(loop) && visit.key().index(loop) > index)
                    .toList();
            setBack.addAll(later);
            later.stream()
                    .map(visit -> visit.key().index(loop))
                    .distinct()
                    .sorted()
                    .map(loop::turn)
                    .forEach(again::add);
        }

        /** What was asked before the turn holds; what is asked after it is asked again. */
        private void judgeAgain(Step.While loop, StepKey turn) {
            journal.visit(turn).ifPresent(visit -> {
                if (loop.mode() == Step.While.Mode.UNTIL) {
                    closed.add(visit);
                } else if (visit.status().ended()) {
                    closed.add(visit);
                    open.add(visit.judged(WhileTurns.verdict(true)));
                }
            });
        }

        private void reopen(Step.Loop loop, StepKey key) {
            Duration timeout = loop.common().timeout();
            journal.visit(key).filter(visit -> visit.status().ended()).ifPresent(visit -> {
                closed.add(visit);
                open.add(visit.reopened(generation, timeout == null ? null : at.plus(timeout)));
            });
        }
    }
}
