package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Journal;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunFacts;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunState;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes a new run in: its row, its first event, its place in the schedule, and who started it. */
@Component
class Accepting {

    private final RunRepository runs;
    private final RunJournal journal;
    private final Audit audit;

    Accepting(RunRepository runs, RunJournal journal, Audit audit) {
        this.runs = runs;
        this.journal = journal;
        this.audit = audit;
    }

    /** False, and nothing is written, when the tenant has a run of this id already. */
    Mono<Boolean> accept(Caller caller, Graph graph, RunFacts run, Origin origin) {
        return runs.insert(caller.tenant(), run, origin)
                .flatMap(inserted -> inserted ? begin(caller, graph, run).thenReturn(true) : Mono.just(false));
    }

    private Mono<Void> begin(Caller caller, Graph graph, RunFacts run) {
        var fresh = new LiveRun(caller.tenant(), run, RunState.queued(), graph, Journal.empty());
        var queued = RunEvent.of(RunEvent.Type.STATE_CHANGED).with("to", RunStatus.QUEUED.wire());
        return journal.write(fresh, fresh.state().woken(), new Progress(List.of(), List.of(queued)))
                .then(audit.record(
                        "run.start",
                        "run/" + run.runId(),
                        Map.of("workflow", run.workflowId(), "version", run.version())));
    }
}
