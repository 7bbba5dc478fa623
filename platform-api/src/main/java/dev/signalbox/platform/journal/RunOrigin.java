package dev.signalbox.platform.journal;

import dev.signalbox.platform.engine.StepKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a run comes from.
 *
 * @param requested what was asked for, to tell a repeated request from another one
 * @param session null for a session of its own
 * @param retry what it took over from the run it is a retry of, as JSON will show it
 * @param parent whose step started it, with {@code parentStep}
 */
public record RunOrigin(
        RunTrigger trigger,
        JsonNode requested,
        @Nullable UUID session,
        @Nullable RunId retryOf,
        @Nullable Object retry,
        @Nullable RunId parent,
        @Nullable StepKey parentStep) {

    public static RunOrigin of(RunTrigger trigger, JsonNode requested) {
        return new RunOrigin(trigger, requested, null, null, null, null, null);
    }

    public static RunOrigin ofCall(UUID session, RunId parent, StepKey step, JsonNode requested) {
        return new RunOrigin(RunTrigger.RUN, requested, session, null, null, parent, step);
    }

    public static RunOrigin ofRetry(RunTrigger trigger, JsonNode requested, UUID session, RunId of, Object takenOver) {
        return new RunOrigin(trigger, requested, session, of, takenOver, null, null);
    }
}
