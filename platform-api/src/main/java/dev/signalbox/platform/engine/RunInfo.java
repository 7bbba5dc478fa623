package dev.signalbox.platform.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The facts of a run that no step changes.
 *
 * @param input the trigger payload over {@code params} of the start command over {@code params} of the graph
 * @param generation grows with each repair; part of every idempotency key
 * @param mode whether new steps may begin
 */
public record RunInfo(
        String runId,
        @Nullable String externalId,
        String workflowId,
        int version,
        ObjectNode input,
        Set<String> triggerSteps,
        Set<String> excludedStepIds,
        int generation,
        Mode mode) {

    public enum Mode {
        RUNNING,
        /** Nothing begins and nothing ends by itself; outcomes of what is on its way are still recorded. */
        PAUSED,
        /** Nothing begins; the run stops when what is on its way has ended. */
        DRAINING
    }

    public RunInfo {
        triggerSteps = Set.copyOf(triggerSteps);
        excludedStepIds = Set.copyOf(excludedStepIds);
    }
}
