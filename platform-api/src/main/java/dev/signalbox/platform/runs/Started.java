package dev.signalbox.platform.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.RunFacts;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal.Accepted;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;

/** @param fresh false when the run was there already, from an earlier start with its id */
public record Started(
        RunId runId,
        Workflow.Id workflowId,
        int version,
        RunStatus status,
        Instant startedAt,
        @JsonIgnore boolean fresh) {

    static Started fresh(Accepted accepted) {
        RunFacts run = accepted.run().facts();
        RunStatus status = accepted.run().state().status();
        return new Started(run.runId(), run.workflowId(), run.version(), status, accepted.startedAt(), true);
    }

    static Started again(Run run) {
        return new Started(run.runId(), run.workflowId(), run.version(), run.status(), run.startedAt(), false);
    }
}
