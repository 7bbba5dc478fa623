package dev.signalbox.platform.signals;

import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a signal changes in its run. */
final class Delivery {

    private Delivery() {}

    /** The one step that takes the next signal of this name: the first by key, when several wait for it. */
    static Optional<StepKey> waiting(LiveRun run, String name) {
        return run.journal().visits().values().stream()
                .filter(visit -> visit.status() == Visit.Status.WAITING && waitsFor(run, visit, name))
                .map(Visit::key)
                .min(StepKey::compareTo);
    }

    private static boolean waitsFor(LiveRun run, Visit visit, String name) {
        return run.graph().step(visit.key()) instanceof Step.Signal step
                && step.signalName().equals(name);
    }

    static Progress of(LiveRun run, StepKey step, Sent sent, Instant now) {
        Progress finished = run.finish(step, Outcome.succeeded(sent.payload()), now);
        List<RunEvent> events =
                finished.events().stream().map(event -> told(event, sent)).toList();
        return new Progress(finished.visits(), events);
    }

    private static RunEvent told(RunEvent event, Sent sent) {
        return event.type() == RunEvent.Type.SIGNAL_RECEIVED
                ? event.with("signal_id", sent.signalId()).with("by", sent.by())
                : event;
    }

    /** All that the steps of a graph can ever wait for, in loops too. */
    static SortedSet<String> names(Graph graph) {
        return graph.all()
                .filter(Step.Signal.class::isInstance)
                .map(step -> ((Step.Signal) step).signalName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
