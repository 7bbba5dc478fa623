package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Journal;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import java.util.List;

/**
 * A run that is to be taken in.
 *
 * @param first its first event
 * @param only under which condition
 */
public record Acceptance(RunFacts facts, Graph graph, RunOrigin origin, RunEvent first, Only only) {

    public Acceptance(RunFacts facts, Graph graph, RunOrigin origin, RunEvent first) {
        this(facts, graph, origin, first, Only.ALWAYS);
    }

    /** As it stands when it is taken in. */
    LiveRun run(TenantId tenant) {
        var fresh = new LiveRun(tenant, facts, RunState.queued(), graph, Journal.empty());
        return fresh.after(fresh.state().woken(), new Progress(List.of(), List.of(first)));
    }

    /** What must still be true of the run's workflow. */
    public enum Only {
        /** Nothing: it was looked at in the same transaction. */
        ALWAYS,
        /** It is in the run's project and not archived. */
        IF_NOT_ARCHIVED,
        /** That, and the run's version is its latest one. */
        IF_LATEST
    }
}
