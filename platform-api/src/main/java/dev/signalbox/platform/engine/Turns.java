package dev.signalbox.platform.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A loop on its way. A turn that has ended is a visit of its own, {@code loop#3}, with its result or the failure that ended it: so
 * nobody looks into a turn again that is through.
 */
abstract sealed class Turns permits ForEachTurns, WhileTurns {

    private static final long MOST_RESULT = 4 << 20;

    final Scope scope;
    final Visit visit;
    final Found found;
    private final Step.Loop loop;
    private final Consumer<Scope> inside;

    /** @param inside looks over the steps of a turn */
    Turns(Scope scope, Step.Loop loop, Visit visit, Consumer<Scope> inside, Found found) {
        this.scope = scope;
        this.loop = loop;
        this.visit = visit;
        this.inside = inside;
        this.found = found;
    }

    /** Those that have begun and not ended, of a loop that has not ended. */
    static List<Scope> open(Scope around, Step.Loop loop) {
        int most =
                switch (loop) {
                    case Step.ForEach each -> each.maxParallel();
                    case Step.While _ -> 1;
                };
        List<Scope> open = new ArrayList<>();
        int turns = count(around, loop);
        boolean further = true;
        // A repair may have opened turns again, and those after them have begun all the same.
        for (int index = 0, left = most; index < turns && further; index++) {
            Scope turn = around.inside(loop, index);
            if (!turn.isClosed()) {
                boolean begun = turn.hasBegun();
                further = begun || --left > 0;
                if (begun) {
                    open.add(turn);
                }
            }
        }
        return open;
    }

    private static int count(Scope around, Step.Loop loop) {
        return switch (loop) {
            case Step.ForEach _ -> ForEachTurns.items(around, loop).size();
            case Step.While repetition -> repetition.maxIterations();
        };
    }

    final void walk() {
        if (visit.dueAt() != null && !now().isBefore(visit.dueAt())) {
            fail(Failure.permanent(
                    FailureCode.RUN_STALLED_OR_TIMED_OUT, "Loop %s did not end in time.".formatted(visit.key())));
        } else {
            goOn();
        }
    }

    abstract void goOn();

    final Instant now() {
        return scope.look().now();
    }

    final Scope turn(int index) {
        return scope.inside(loop, index);
    }

    final Optional<Visit> told(int index) {
        return scope.look().journal().visit(visit.key().turn(index));
    }

    final void walkInside(Scope turn) {
        inside.accept(turn);
    }

    /** What is written for a turn: a new visit, or the one that already carries its verdict. */
    final Visit turnVisit(StepKey key) {
        return scope.look()
                .journal()
                .visit(key)
                .orElseGet(() -> Visit.begun(key, scope.look().run().generation(), Visit.Status.WAITING, null, now()));
    }

    final void complete(ObjectNode result) {
        if (result.toString().length() > MOST_RESULT) {
            fail(Failure.permanent(
                    FailureCode.LIMIT_EXCEEDED,
                    "The results of loop %s add up to more than 4 MiB: let its last steps return less."
                            .formatted(visit.key())));
            return;
        }
        var completed = visit.completed(result, now());
        found.add(new Decision.Record(visit.key(), Progress.of(completed, Events.completed(completed))));
    }

    /** The loop fails, and takes with it what is open inside. */
    final void fail(Failure failure) {
        var cut = Cut.inside(scope.look(), visit.key());
        cut.loop(scope, loop);
        cut.visits.add(visit.failed(failure, now()));
        cut.events.add(Events.failed(visit.key(), visit.attempt(), failure));
        found.add(new Decision.Record(visit.key(), new Progress(cut.visits, cut.events)));
    }

    static JsonNode result(Visit turn) {
        JsonNode told = turn.result();
        return told == null ? JsonNodeFactory.instance.objectNode() : told.path("result");
    }
}
