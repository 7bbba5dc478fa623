package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Templates.Unresolved;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a guided step waits: its goal and context are filled in once, when it opens, and the host captures the answer through
 * {@link Interpreter#finish}. Only its deadline is the interpreter's.
 */
final class Asking {

    private Asking() {}

    static Decision.Record open(StepKey key, Step.Guided step, Templates templates, RunInfo run, Instant now)
            throws Unresolved {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("goal", Templates.text(templates.resolve(step.goal())));
        if (step.context() != null) {
            input.set("context", templates.resolve(step.context()));
        }
        var asked = Visit.begun(key, run.generation(), Visit.Status.WAITING, input, now);
        var started = Events.started(step, key, 1).with("gate", step.gate());
        var timeout = step.common().timeout();
        if (timeout == null) {
            return new Decision.Record(key, Progress.of(asked, started));
        }
        Instant due = now.plus(timeout);
        return new Decision.Record(key, Progress.of(asked.due(due), started.with("due_at", due)));
    }

    static boolean isOver(Visit visit, Instant now) {
        return visit.dueAt() != null && !now.isBefore(visit.dueAt());
    }

    static Decision.Record over(Visit visit, Instant now) {
        var failure = Failure.permanent(
                FailureCode.RUN_STALLED_OR_TIMED_OUT, "Step %s got no answer in time.".formatted(visit.key()));
        return new Decision.Record(
                visit.key(),
                Progress.of(visit.failed(failure, now), Events.failed(visit.key(), visit.attempt(), failure)));
    }
}
