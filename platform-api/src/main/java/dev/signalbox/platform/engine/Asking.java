package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Templates.Unresolved;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a guided step waits: its goal and context are filled in once, when it opens, and the host captures the answer through
 * {@link Interpreter#finish}.
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
        return Deadline.open(asked, started, step.common().timeout(), now);
    }

    static Decision.Record over(Visit visit, Instant now) {
        return Deadline.over(visit, "got no answer", now);
    }
}
