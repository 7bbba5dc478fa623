package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.RunEvent.Type;
import dev.signalbox.platform.engine.Visit.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a run ends: what is open is cancelled, what was never reached is skipped, then the run says why. */
record Ending(Scope top) {

    Decision.Complete complete(JsonNode output) {
        return new Decision.Complete(
                output, cut(Reason.RUN_COMPLETED, Reason.NOT_TAKEN, null, RunEvent.of(Type.RUN_COMPLETED)));
    }

    Decision.Fail fail(Failure failure, @Nullable StepKey cause) {
        return new Decision.Fail(
                failure, cause, cut(Reason.RUN_FAILED, Reason.BLOCKED, cause, Events.runFailed(failure, cause)));
    }

    Decision.Stop stop() {
        return new Decision.Stop(cut(Reason.RUN_STOPPED, Reason.BLOCKED, null, RunEvent.of(Type.RUN_STOPPED)));
    }

    private Progress cut(Reason open, Reason unreached, @Nullable StepKey cause, RunEvent last) {
        var cut = new Cut(top.look(), open, unreached, cause);
        cut.run(top);
        cut.events.add(last);
        return new Progress(cut.visits, cut.events);
    }
}
