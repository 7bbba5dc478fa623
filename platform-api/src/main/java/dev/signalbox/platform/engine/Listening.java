package dev.signalbox.platform.engine;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a step waits for a signal; whoever keeps the signals delivers the payload through {@link Interpreter#finish}. */
final class Listening {

    private Listening() {}

    static Decision.Record open(StepKey key, Step.Signal step, RunInfo run, Instant now) {
        var input = JsonNodeFactory.instance.objectNode().put("signal_name", step.signalName());
        var listening = Visit.begun(key, run.generation(), Visit.Status.WAITING, input, now);
        var started = Events.started(step, key, 1).with("signal_name", step.signalName());
        return Deadline.open(listening, started, step.common().timeout(), now);
    }

    static RunEvent received(StepKey key, Step.Signal step) {
        return RunEvent.of(RunEvent.Type.SIGNAL_RECEIVED, key).with("signal_name", step.signalName());
    }

    static Decision.Record over(Step.Signal step, Visit visit, Instant now) {
        return Deadline.over(visit, "got no signal %s".formatted(step.signalName()), now);
    }
}
