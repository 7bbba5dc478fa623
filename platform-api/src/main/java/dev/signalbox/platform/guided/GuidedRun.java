package dev.signalbox.platform.guided;

import dev.signalbox.platform.engine.Again;
import dev.signalbox.platform.engine.Blocker;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepCounts;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.schemas.Shape;
import dev.signalbox.platform.workflows.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a guided run is, and what its agent does next.
 *
 * @param accepted of an answer that was sent; false when it does not fit, and then nothing has changed
 * @param problems why it does not fit
 * @param runAgain of a repair: the steps that had begun and begin anew
 * @param step to be answered next; absent while nothing is asked
 * @param message what to do now, in a sentence
 * @param blockedOn all that the run waits for, with steps that are asked at the same time
 * @param output the result of a completed run
 */
record GuidedRun(
        RunId runId,
        Workflow.Id workflowId,
        RunStatus status,
        @Nullable Boolean accepted,
        @Nullable List<Shape.Problem> problems,
        @Nullable List<Again> runAgain,
        @Nullable GuidedStep step,
        String message,
        StepCounts progress,
        boolean runComplete,
        List<Blocker> blockedOn,
        @Nullable JsonNode output,
        @Nullable JsonNode error) {

    static GuidedRun of(LiveRun run) {
        return of(run, null, null, null);
    }

    static GuidedRun accepted(LiveRun run) {
        return of(run, true, null, null);
    }

    static GuidedRun refused(LiveRun run, List<Shape.Problem> problems) {
        return of(run, false, problems, null);
    }

    static GuidedRun repaired(LiveRun run, List<Again> again) {
        return of(run, true, null, again);
    }

    private static GuidedRun of(
            LiveRun run,
            @Nullable Boolean accepted,
            @Nullable List<Shape.Problem> problems,
            @Nullable List<Again> runAgain) {
        var state = run.state();
        var step = state.status().ended() ? null : GuidedStep.next(run).orElse(null);
        var blockers = state.status().ended() ? List.<Blocker>of() : Blocker.of(run.graph(), run.journal());
        return new GuidedRun(
                run.facts().runId(),
                run.facts().workflowId(),
                state.status(),
                accepted,
                problems,
                runAgain,
                step,
                problems == null ? Message.of(state.status(), step, blockers) : Message.MISFIT,
                StepCounts.of(run.graph(), run.journal()),
                state.status().ended(),
                blockers,
                state.output(),
                state.error());
    }
}
