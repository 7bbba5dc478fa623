package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Blocker;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepCounts;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a run stands, why it does not move, and what its reader can do about it.
 *
 * @param runComplete nothing will happen any more
 * @param output the result of a completed run
 */
public record RunSummary(
        RunId runId,
        Workflow.Id workflowId,
        int version,
        RunStatus status,
        Phase orchestrationPhase,
        UUID sessionId,
        boolean runComplete,
        List<BlockedOn> blockedOn,
        List<NextAction> nextActions,
        StepCounts steps,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs,
        long credits,
        @Nullable JsonNode output,
        @Nullable JsonNode error) {

    static RunSummary of(Run run, LiveRun live) {
        var blockers = run.status().ended() ? List.<BlockedOn>of() : blockers(live);
        return new RunSummary(
                run.runId(),
                run.workflowId(),
                run.version(),
                run.status(),
                run.orchestrationPhase(),
                run.sessionId(),
                run.status().ended(),
                blockers,
                actions(run, blockers),
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
                .map(blocker -> new BlockedOn(
                        blocker.kind(),
                        blocker.stepId(),
                        blocker.name(),
                        blocker.since(),
                        blocker.dueAt(),
                        blocker.kind() == Blocker.Kind.HUMAN_TASK
                                ? live.journal()
                                        .visit(blocker.stepId())
                                        .map(live::taskId)
                                        .orElse(null)
                                : null))
                .toList();
    }

    private static List<NextAction> actions(Run run, List<BlockedOn> blockers) {
        return switch (run.status()) {
            case PAUSED -> List.of(new NextAction("resume", "The run is paused.", null));
            case FAILED ->
                List.of(new NextAction("read_events", "The run failed; its events tell at which step.", null));
            case COMPLETED, STOPPED -> List.of();
            case PENDING, QUEUED, STARTING, RUNNING, DRAINING -> {
                var tasks = blockers.stream()
                        .filter(blocker -> blocker.taskId() != null)
                        .map(blocker -> new NextAction(
                                "complete_task", "%s waits for an answer.".formatted(blocker.name()), blocker.taskId()))
                        .toList();
                yield tasks.isEmpty() ? List.of(new NextAction("wait", "The run goes on by itself.", null)) : tasks;
            }
        };
    }

    /** @param taskId of the human task that is waited for */
    public record BlockedOn(
            Blocker.Kind kind,
            StepKey stepId,
            String name,
            Instant since,
            @Nullable Instant dueAt,
            @Nullable UUID taskId) {}

    public record NextAction(
            String action, String reason, @Nullable UUID taskId) {}
}
