package dev.signalbox.platform.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the reports say. Durations are milliseconds; one credit is a million microcredits. */
sealed interface Report {

    /** Runs that have not ended. */
    record LiveRuns(long total, Map<String, Long> byStatus, Map<String, Long> byPhase) implements Report {}

    record RunsCount(Instant from, Instant to, long total, Map<String, Long> byStatus) implements Report {}

    /** @param successRate completed over completed and failed; null when none has ended */
    record SuccessRate(
            Instant from,
            Instant to,
            long completed,
            long failed,
            long stopped,
            @Nullable Double successRate) implements Report {}

    record ExecutionDuration(
            Instant from,
            Instant to,
            long count,
            @Nullable Long averageMs,
            @Nullable Long medianMs,
            @Nullable Long p95Ms,
            @Nullable Long longestMs)
            implements Report {}

    record CreditsConsumed(Instant from, Instant to, long microcredits, double credits) implements Report {}

    record StepsExecuted(Instant from, Instant to, long completed, long failed) implements Report {}

    record RunsSeries(Instant from, Instant to, Granularity granularity, List<RunsPoint> points) implements Report {}

    record RunsPoint(Instant at, long started, long completed, long failed, long stopped) {}

    record UsageSeries(Instant from, Instant to, Granularity granularity, List<UsagePoint> points) implements Report {}

    record UsagePoint(Instant at, long runs, long steps, long microcredits) {}

    /** The newest runs, whatever their end. */
    record RecentRuns(Instant from, Instant to, List<RecentRun> items) implements Report {}

    /** @param workflowName as the workflow is called now */
    record RecentRun(
            UUID runId,
            UUID workflowId,
            @Nullable String workflowName,
            String status,
            String trigger,
            Instant startedAt,
            @Nullable Instant endedAt,
            long durationMs,
            long microcredits) {}

    /** The steps that were visited most. */
    record Steps(Instant from, Instant to, List<StepFigures> items) implements Report {}

    /** @param stepId inside of loops with the ids of the loops in front: {@code each.fetch} */
    record StepFigures(
            UUID workflowId,
            @Nullable String workflowName,
            String stepId,
            long completed,
            long failed,
            long skipped,
            @Nullable Long averageMs,
            @Nullable Long p95Ms) {}

    record Overview(LiveRuns live, SuccessRate success, ExecutionDuration duration, CreditsConsumed credits)
            implements Report {}
}
