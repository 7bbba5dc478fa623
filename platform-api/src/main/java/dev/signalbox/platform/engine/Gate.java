package dev.signalbox.platform.engine;

import java.util.Optional;

/**
 * A guided step with a gate holds the whole run back while it waits for its answer: what is on its way goes on, and nothing further
 * opens. So an agent is led through the goals one by one, in the order of the graph, even where the graph would allow several.
 */
final class Gate {

    private boolean closed;
    private boolean busy;

    Gate(Graph graph, Journal journal) {
        this.closed = journal.visits().values().stream()
                .anyMatch(visit -> visit.status() == Visit.Status.WAITING && isGated(graph.step(visit.key())));
    }

    /** Before anybody looks whether a step could open. */
    boolean isClosed() {
        return closed;
    }

    /**
     * What of an opening gets through. Effects of this look are begun only after its records are written: a gate waits for them, or
     * it would shut out steps that stand before it.
     */
    Optional<Decision> pass(Step step, Decision opening) {
        if (opening instanceof Decision.Effect) {
            busy = true;
        }
        closed = isGated(step) && waits(opening);
        return closed && busy ? Optional.empty() : Optional.of(opening);
    }

    private static boolean waits(Decision opening) {
        return opening instanceof Decision.Record record
                && record.progress().visits().stream().anyMatch(visit -> visit.status() == Visit.Status.WAITING);
    }

    private static boolean isGated(Step step) {
        return step instanceof Step.Guided guided && guided.gate();
    }
}
