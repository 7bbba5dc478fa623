package dev.signalbox.platform.engine;

import java.time.Instant;
import java.util.List;

/**
 * Decides what a run does next, from nothing but its graph, its journal and its facts. The host loops: decide, carry out and
 * write, decide again on the new journal. Stateless and thread-safe.
 */
public final class Interpreter {

    /** A run pins the version it started with, so that a release never changes a run on its way. */
    public static final int VERSION = 1;

    private Interpreter() {}

    public static Interpreter ofVersion(int version) {
        if (version != VERSION) {
            throw new IllegalArgumentException("This release has interpreter %d, not %d".formatted(VERSION, version));
        }
        return new Interpreter();
    }

    /**
     * Never empty. Records come first; all decisions of one answer may be carried out side by side. {@code Wait} and {@code End}
     * stand alone.
     */
    public List<Decision> decide(Graph graph, Journal journal, RunInfo run, Instant now) {
        return new Walk(Scope.top(graph, new Look(journal, run, now))).decide();
    }

    /** What to write before an effect is carried out. Nothing for a repeated one, whose beginning is written already. */
    public Progress begin(Journal journal, Decision.Effect effect, RunInfo run, Instant now) {
        return Transition.begin(journal, effect, run, now);
    }

    /**
     * What to write when an effect has ended: its result, its failure, or the next attempt.
     *
     * @param seed chooses the jitter of the back-off; the chosen instant is journalled, so any number will do
     */
    public Progress finish(Graph graph, Journal journal, StepKey key, Outcome outcome, Instant now, long seed) {
        return Transition.finish(graph, journal, key, outcome, now, seed);
    }

    /** Ends a run at the wish of its owner, whatever is on its way. */
    public Decision.Stop stop(Graph graph, Journal journal, RunInfo run, Instant now) {
        return new Ending(Scope.top(graph, new Look(journal, run, now))).stop();
    }

    /** Ends a run for a reason outside its graph: its deadline, its drain time, a right that was lost. */
    public Decision.Fail fail(Graph graph, Journal journal, RunInfo run, Failure failure, Instant now) {
        return new Ending(Scope.top(graph, new Look(journal, run, now))).fail(failure, null);
    }
}
