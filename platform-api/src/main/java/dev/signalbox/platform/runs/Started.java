package dev.signalbox.platform.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.RunId;
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

    static Started of(Run run, boolean fresh) {
        return new Started(run.runId(), run.workflowId(), run.version(), run.status(), run.startedAt(), fresh);
    }
}
