package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Templates.Unresolved;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a step waits for the run of another workflow: whoever starts runs starts it when the step opens, and tells its end through
 * {@link Interpreter#finish}. Each attempt is a run of its own.
 */
final class Calling {

    private Calling() {}

    static Decision.Record open(StepKey key, Step.WorkflowCall step, Templates templates, RunInfo run, Instant now)
            throws Unresolved {
        if (!(templates.resolve(step.input()) instanceof ObjectNode input)) {
            throw new Unresolved("The input of a called workflow must be an object");
        }
        return open(step, Visit.begun(key, run.generation(), Visit.Status.WAITING, input, now), now);
    }

    /** With the input of the first attempt. */
    static Decision.Record again(Step.WorkflowCall step, Visit failed, Instant now) {
        return open(step, failed.again(Visit.Status.WAITING), now);
    }

    private static Decision.Record open(Step.WorkflowCall step, Visit calling, Instant now) {
        var started = Events.started(step, calling.key(), calling.attempt()).with("workflow_id", step.workflowId());
        return Deadline.open(calling, started, step.common().timeout(), now);
    }

    static Decision.Record over(Visit visit, Instant now) {
        return Deadline.over(visit, "got no end of the run it started", now);
    }
}
