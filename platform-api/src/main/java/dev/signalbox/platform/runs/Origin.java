package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a run comes from.
 *
 * @param requested what was asked for, to tell a repeated request from another one
 * @param session null for a session of its own
 * @param parent whose step started it, with {@code parentStep}
 * @param retry what it took over from the run it is a retry of
 */
record Origin(
        Run.Trigger trigger,
        JsonNode requested,
        @Nullable UUID session,
        @Nullable RunId retryOf,
        @Nullable TakenOver retry,
        @Nullable RunId parent,
        @Nullable StepKey parentStep) {

    static Origin of(Run.Trigger trigger, JsonNode requested) {
        return new Origin(trigger, requested, null, null, null, null, null);
    }

    static Origin ofCall(Run parent, StepKey step, JsonNode requested) {
        return new Origin(Run.Trigger.RUN, requested, parent.sessionId(), null, null, parent.runId(), step);
    }
}
