package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Again.Why;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes over both versions together, scope by scope, and sorts what is kept from what runs again. */
final class RetryPlan {

    private final Retry.Ended ended;
    private final Retry.Wish wish;
    private final Instant at;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Again> again = new ArrayList<>();
    private final List<StepKey> unknown = new ArrayList<>();

    RetryPlan(Retry.Ended ended, Retry.Wish wish, Instant at) {
        this.ended = ended;
        this.wish = wish;
        this.at = at;
    }

    /** The same scope of both versions: the whole graphs, or a turn of a loop. */
    private record Pair(Graph then, Graph now, @Nullable StepKey turn) {

        StepKey key(Step step) {
            return turn == null ? StepKey.of(step.id()) : turn.step(step.id());
        }

        Pair inside(Step.Loop loop, StepKey turn) {
            return new Pair(((Step.Loop) then.find(loop.id()).orElseThrow()).body(), loop.body(), turn);
        }
    }

    Retry make(Graph now) {
        take(new Pair(ended.graph(), now, null));
        visits.sort(Comparator.comparing(Visit::startedAt).thenComparing(Visit::key));
        var edits = RunContext.withoutEdits(
                ended.journal().edits(),
                id -> visits.stream().noneMatch(visit -> visit.key().value().equals(id))
                        || wish.results().containsKey(id));
        var events = visits.stream()
                .filter(visit -> visit.status().ended() && !visit.key().isTurn())
                .map(this::told)
                .toList();
        return new Retry(visits, events, again, unknown, edits);
    }

    /** Whether everything in it is kept. */
    private boolean take(Pair pair) {
        var own = new BitSet();
        pair.now().steps().stream()
                .filter(step -> own(pair, step).isPresent() || isGiven(pair.key(step)))
                .forEach(step -> own.set(pair.now().position(step.id())));
        boolean whole = true;
        for (Step step : pair.now().steps()) {
            whole &= take(pair, step, own);
        }
        return whole;
    }

    private boolean take(Pair pair, Step step, BitSet own) {
        StepKey key = pair.key(step);
        boolean follows = pair.now().upstreamOf(step.id()).intersects(own);
        var why = own(pair, step).or(() -> follows ? Optional.of(Why.UPSTREAM) : Optional.empty());
        var then = ended.journal().visit(key);
        if (isGiven(key)) {
            visits.add(Visit.given(key, 1, Objects.requireNonNull(wish.results().get(key.value())), at));
        } else if (why.isEmpty()) {
            visits.add(then.orElseThrow());
        } else {
            again.add(new Again(key, why.get()));
            then.filter(visit -> Retry.mayHaveActed(ended.graph(), ended.journal(), visit))
                    .ifPresent(_ -> unknown.add(key));
            if (why.get() == Why.UNFINISHED
                    && !follows
                    && step instanceof Step.Loop loop
                    && canGoOn(pair, loop, then)) {
                goOn(pair, loop, then.orElseThrow());
            }
            return false;
        }
        return true;
    }

    private boolean isGiven(StepKey key) {
        return wish.results().containsKey(key.value());
    }

    private Optional<Why> own(Pair pair, Step step) {
        StepKey key = pair.key(step);
        if (key.value().equals(wish.fromStep())) {
            return Optional.of(Why.ASKED);
        }
        var visit = ended.journal().visit(key);
        if (visit.isEmpty() || !isFinished(visit.get())) {
            return Optional.of(Why.UNFINISHED);
        }
        return new Sameness(pair.then(), pair.now()).of(step.id()) ? Optional.empty() : Optional.of(Why.CHANGED);
    }

    private static boolean isFinished(Visit visit) {
        return switch (visit.status()) {
            case COMPLETED -> true;
            case SKIPPED -> visit.reason() != Reason.BLOCKED;
            case RUNNING, WAITING, RETRYING, FAILED, CANCELLED -> false;
        };
    }

    /** A loop that had begun, over the same items or by the same condition; its body may be another one. */
    private static boolean canGoOn(Pair pair, Step.Loop loop, Optional<Visit> then) {
        return then.filter(visit -> visit.input() != null && visit.status() != Status.SKIPPED)
                        .isPresent()
                && new Sameness(pair.then(), pair.now()).ofLoop(loop.id());
    }

    private void goOn(Pair pair, Step.Loop loop, Visit then) {
        Duration timeout = loop.common().timeout();
        visits.add(Visit.begun(then.key(), 1, Status.WAITING, then.input(), at)
                .due(timeout == null ? null : at.plus(timeout)));
        boolean whole = true;
        for (StepKey turn : turns(then.key())) {
            // A turn of a while loop builds on the one before, so those after an unfinished one are not taken.
            if (whole || loop instanceof Step.ForEach) {
                whole = takeTurn(pair.inside(loop, turn), loop, turn);
            }
        }
    }

    /** Those that had begun, in order. */
    private List<StepKey> turns(StepKey loop) {
        return ended.journal().visits().keySet().stream()
                .filter(key -> key.isInside(loop))
                .map(key -> loop.turn(key.index(loop)))
                .distinct()
                .sorted(Comparator.comparing(turn -> turn.index(loop)))
                .toList();
    }

    /** What a loop asked before a turn stays; what it asked after one is asked again, unless the turn came to the same. */
    private boolean takeTurn(Pair pair, Step.Loop loop, StepKey turn) {
        var then = ended.journal().visit(turn);
        boolean whole = take(pair);
        boolean closed =
                then.filter(visit -> visit.status() == Status.COMPLETED).isPresent();
        then.filter(visit -> whole && closed).ifPresent(visits::add);
        boolean asked = whole || !(loop instanceof Step.While repetition && repetition.mode() == Step.While.Mode.UNTIL);
        then.filter(visit -> asked && !(whole && closed) && visit.result() != null)
                .ifPresent(visit -> visits.add(visit.judged(Objects.requireNonNull(visit.result()))));
        return whole && closed;
    }

    private RunEvent told(Visit visit) {
        RunEvent event = visit.status() == Status.SKIPPED
                ? Events.skipped(visit.key(), Objects.requireNonNull(visit.reason()))
                : Events.completed(visit);
        return event.with(isGiven(visit.key()) ? "given" : "reused", true);
    }
}
