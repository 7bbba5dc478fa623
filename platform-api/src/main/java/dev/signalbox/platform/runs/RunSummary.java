package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Blocker;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.Retry;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepCounts;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a run stands, why it does not move, and what its reader can do about it.
 *
 * @param retryOf the run that this one goes on from
 * @param retry which steps it took over from there, and which it runs again
 * @param parentRunId of the run whose step {@code parentStepId} started this one
 * @param repair of a repaired run: what was corrected last, by whom and why, and what runs again
 * @param runComplete nothing will happen any more
 * @param unknownSteps calls that were cut off, of which nobody knows whether they took effect
 * @param output the result of a completed run
 */
public record RunSummary(
        RunId runId,
        Workflow.Id workflowId,
        int version,
        RunStatus status,
        Phase orchestrationPhase,
        UUID sessionId,
        @Nullable UUID retryOf,
        @Nullable JsonNode retry,
        @Nullable RunId parentRunId,
        @Nullable StepKey parentStepId,
        @Nullable JsonNode repair,
        boolean runComplete,
        List<BlockedOn> blockedOn,
        List<NextAction> nextActions,
        List<StepKey> unknownSteps,
        StepCounts steps,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs,
        long credits,
        @Nullable JsonNode output,
        @Nullable JsonNode error) {

    static RunSummary of(Run run, LiveRun live, Lineage kin) {
        var blockers = run.status().ended() ? List.<BlockedOn>of() : blockers(live);
        var unknown = Retry.unknown(live.graph(), live.journal());
        return new RunSummary(
                run.runId(),
                run.workflowId(),
                run.version(),
                run.status(),
                run.orchestrationPhase(),
                run.sessionId(),
                run.retryOf(),
                kin.retry(),
                run.parentRunId(),
                run.parentStepId(),
                kin.repair(),
                run.status().ended(),
                blockers,
                actions(run, blockers, unknown),
                unknown,
                StepCounts.of(live.graph(), live.journal()),
                run.startedAt(),
                run.endedAt(),
                run.durationMs(),
                run.credits(),
                run.output(),
                run.error());
    }

    private static List<BlockedOn> blockers(LiveRun live) {
        return Blocker.of(live.graph(), live.journal()).stream()
                .map(blocker -> BlockedOn.of(live, blocker))
                .toList();
    }

    private static List<NextAction> actions(Run run, List<BlockedOn> blockers, List<StepKey> unknown) {
        return switch (run.status()) {
            case PAUSED -> List.of(new NextAction("resume", "The run is paused.", null));
            case FAILED ->
                List.of(
                        new NextAction("read_events", "The run failed; its events tell at which step.", null),
                        new NextAction("retry", retry(unknown), null));
            case STOPPED -> List.of(new NextAction("retry", retry(unknown), null));
            case COMPLETED -> List.of();
            case PENDING, QUEUED, STARTING, RUNNING, DRAINING -> {
                var asked = blockers.stream().flatMap(RunSummary::answer).toList();
                yield asked.isEmpty() ? List.of(new NextAction("wait", "The run goes on by itself.", null)) : asked;
            }
        };
    }

    private static Stream<NextAction> answer(BlockedOn blocker) {
        return switch (blocker.kind()) {
            case HUMAN_TASK ->
                Stream.of(new NextAction(
                        "complete_task", "%s waits for an answer.".formatted(blocker.name()), blocker.taskId()));
            case GUIDED ->
                Stream.of(new NextAction(
                        "advance", "%s waits for the answer of an agent.".formatted(blocker.name()), null));
            case SIGNAL ->
                Stream.of(new NextAction(
                        "send_signal",
                        "%s waits for the signal %s.".formatted(blocker.name(), blocker.signalName()),
                        null));
            case WORKFLOW_CALL ->
                Stream.of(new NextAction(
                        "look_at_child_run",
                        "%s waits for run %s, which it started.".formatted(blocker.name(), blocker.childRunId()),
                        null));
            case RETRY, TIMER -> Stream.empty();
        };
    }

    private static String retry(List<StepKey> unknown) {
        return unknown.isEmpty()
                ? "A retry goes on with what did not finish, on this or a newer version; finished steps are not run"
                        + " again."
                : ("Nobody knows whether %s took effect. A retry wants to be told: results with what came of it, or "
                                + "rerun_unknown: true to run it again.")
                        .formatted(unknown.stream().map(StepKey::value).collect(Collectors.joining(", ")));
    }

    public record NextAction(
            String action, String reason, @Nullable UUID taskId) {}
}
