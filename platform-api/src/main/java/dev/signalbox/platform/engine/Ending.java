package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.RunEvent.Type;
import dev.signalbox.platform.engine.Visit.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a run ends: what is open is cancelled, what was never reached is skipped, then the run says why. */
final class Ending {

    private final Graph graph;
    private final Journal journal;
    private final RunInfo run;
    private final Instant now;
    private final List<Visit> visits = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();

    Ending(Graph graph, Journal journal, RunInfo run, Instant now) {
        this.graph = graph;
        this.journal = journal;
        this.run = run;
        this.now = now;
    }

    Decision.Complete complete(JsonNode output) {
        cancelOpen(Reason.RUN_COMPLETED, null);
        skipUnreached(Reason.NOT_TAKEN);
        events.add(RunEvent.of(Type.RUN_COMPLETED));
        return new Decision.Complete(output, new Progress(visits, events));
    }

    Decision.Fail fail(Failure failure, @Nullable StepKey cause) {
        cancelOpen(Reason.RUN_FAILED, cause);
        skipUnreached(Reason.BLOCKED);
        events.add(Events.runFailed(failure, cause));
        return new Decision.Fail(failure, cause, new Progress(visits, events));
    }

    Decision.Stop stop() {
        cancelOpen(Reason.RUN_STOPPED, null);
        skipUnreached(Reason.BLOCKED);
        events.add(RunEvent.of(Type.RUN_STOPPED));
        return new Decision.Stop(new Progress(visits, events));
    }

    private void cancelOpen(Reason reason, @Nullable StepKey cause) {
        journal.visits().values().stream()
                .filter(visit -> !visit.status().ended())
                .sorted(Comparator.comparing(Visit::key))
                .forEach(visit -> {
                    visits.add(visit.cancelled(reason, now));
                    events.add(Events.cancelled(visit.key(), reason, cause));
                });
    }

    private void skipUnreached(Reason reason) {
        for (Step step : graph.steps()) {
            StepKey key = StepKey.of(step.id());
            if (journal.visit(key).isEmpty()) {
                visits.add(Visit.skipped(key, run.generation(), reason, null, now));
                events.add(Events.skipped(key, reason));
            }
        }
    }
}
