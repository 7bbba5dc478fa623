package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What ends with the run, the loop or the turn around it: what is open is cancelled, what was never reached is skipped. */
final class Cut {

    private final Look look;
    private final Reason open;
    private final Reason unreached;
    private final @Nullable StepKey cause;
    final List<Visit> visits = new ArrayList<>();
    final List<RunEvent> events = new ArrayList<>();

    Cut(Look look, Reason open, Reason unreached, @Nullable StepKey cause) {
        this.look = look;
        this.open = open;
        this.unreached = unreached;
        this.cause = cause;
    }

    static Cut inside(Look look, StepKey cause) {
        return new Cut(look, Reason.TURN_FAILED, Reason.BLOCKED, cause);
    }

    void run(Scope top) {
        cancel(_ -> true);
        skip(top);
    }

    void loop(Scope around, Step.Loop loop) {
        StepKey key = around.key(loop.id());
        cancel(inner -> inner.isInside(key));
        Turns.open(around, loop).forEach(this::skip);
    }

    void turn(Scope turn) {
        cancel(inner -> inner.isInside(turn.turn().key()));
        skip(turn);
    }

    private void cancel(Predicate<StepKey> inside) {
        look.journal().visits().values().stream()
                .filter(visit -> !visit.status().ended() && inside.test(visit.key()))
                .sorted(Comparator.comparing(Visit::key))
                .forEach(this::cancel);
    }

    private void cancel(Visit visit) {
        visits.add(visit.cancelled(open, look.now()));
        if (visit.key().isStep()) {
            events.add(Events.cancelled(visit.key(), open, cause));
        }
    }

    private void skip(Scope scope) {
        for (Step step : scope.graph().steps()) {
            var visit = scope.visit(step.id());
            if (visit.isEmpty()) {
                skip(scope.key(step.id()));
            } else if (step instanceof Step.Loop loop && !visit.get().status().ended()) {
                Turns.open(scope, loop).forEach(this::skip);
            }
        }
    }

    private void skip(StepKey key) {
        visits.add(Visit.skipped(key, look.run().generation(), unreached, null, look.now()));
        events.add(Events.skipped(key, unreached));
    }
}
