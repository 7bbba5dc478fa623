package dev.signalbox.platform.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    record Overview(LiveRuns live, SuccessRate success, ExecutionDuration duration, CreditsConsumed credits)
            implements Report {}
}
