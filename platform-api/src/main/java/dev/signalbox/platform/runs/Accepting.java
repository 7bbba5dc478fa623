package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.RunFacts;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunJournal.Accepted;
import dev.signalbox.platform.journal.RunOrigin;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes a new run in, and notes who started it. */
@Component
class Accepting {

    private final RunJournal journal;
    private final Audit audit;

    Accepting(RunJournal journal, Audit audit) {
        this.journal = journal;
        this.audit = audit;
    }

    /** Empty, and nothing is written, when the tenant has a run of this id already. */
    Mono<Accepted> accept(Caller caller, Graph graph, RunFacts run, RunOrigin origin) {
        var queued = RunEvent.of(RunEvent.Type.STATE_CHANGED).with("to", RunStatus.QUEUED.wire());
        return journal.accept(caller.tenant(), run, graph, origin, queued)
                .delayUntil(_ -> audit.record(
                        "run.start",
                        "run/" + run.runId(),
                        Map.of("workflow", run.workflowId(), "version", run.version())));
    }
}
