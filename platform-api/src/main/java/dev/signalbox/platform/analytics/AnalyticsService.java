package dev.signalbox.platform.analytics;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.analytics.AnalyticsRepository.LiveCount;
import dev.signalbox.platform.analytics.AnalyticsRepository.StatusCount;
import dev.signalbox.platform.analytics.Report.CreditsConsumed;
import dev.signalbox.platform.analytics.Report.ExecutionDuration;
import dev.signalbox.platform.analytics.Report.LiveRuns;
import dev.signalbox.platform.analytics.Report.Overview;
import dev.signalbox.platform.analytics.Report.RecentRuns;
import dev.signalbox.platform.analytics.Report.RunsCount;
import dev.signalbox.platform.analytics.Report.RunsSeries;
import dev.signalbox.platform.analytics.Report.Steps;
import dev.signalbox.platform.analytics.Report.StepsExecuted;
import dev.signalbox.platform.analytics.Report.SuccessRate;
import dev.signalbox.platform.analytics.Report.UsageSeries;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Reports over the projects the caller sees, or one of them. */
@Service
class AnalyticsService {

    private static final double MICROCREDITS = 1_000_000;

    private final AnalyticsRepository runs;
    private final Access access;
    private final TenantTransaction transaction;

    AnalyticsService(AnalyticsRepository runs, Access access, TenantTransaction transaction) {
        this.runs = runs;
        this.access = access;
        this.transaction = transaction;
    }

    Mono<LiveRuns> live(@Nullable ProjectId project) {
        return over(project, (tenant, projects) -> runs.countLive(tenant, projects)
                .collectList()
                .map(counts -> new LiveRuns(
                        counts.stream().mapToLong(LiveCount::runs).sum(),
                        sums(counts, LiveCount::status, LiveCount::runs),
                        sums(counts, LiveCount::phase, LiveCount::runs))));
    }

    Mono<RunsCount> count(@Nullable ProjectId project, Window window) {
        return byStatus(project, window)
                .map(counts -> new RunsCount(
                        window.from(),
                        window.to(),
                        counts.values().stream().mapToLong(Long::longValue).sum(),
                        counts));
    }

    Mono<SuccessRate> successRate(@Nullable ProjectId project, Window window) {
        return byStatus(project, window).map(counts -> {
            long completed = counts.getOrDefault("completed", 0L);
            long failed = counts.getOrDefault("failed", 0L);
            Double rate = completed + failed == 0 ? null : (double) completed / (completed + failed);
            return new SuccessRate(
                    window.from(), window.to(), completed, failed, counts.getOrDefault("stopped", 0L), rate);
        });
    }

    Mono<ExecutionDuration> duration(@Nullable ProjectId project, Window window) {
        return over(project, (tenant, projects) -> runs.durations(tenant, projects, window)
                .map(found -> new ExecutionDuration(
                        window.from(),
                        window.to(),
                        found.count(),
                        found.averageMs(),
                        found.medianMs(),
                        found.p95Ms(),
                        found.longestMs())));
    }

    Mono<CreditsConsumed> credits(@Nullable ProjectId project, Window window) {
        return over(project, (tenant, projects) -> runs.microcredits(tenant, projects, window)
                .map(spent -> new CreditsConsumed(window.from(), window.to(), spent, spent / MICROCREDITS)));
    }

    Mono<StepsExecuted> steps(@Nullable ProjectId project, Window window) {
        return over(project, (tenant, projects) -> runs.countSteps(tenant, projects, window)
                .map(found -> new StepsExecuted(window.from(), window.to(), found.completed(), found.failed())));
    }

    Mono<RunsSeries> runsSeries(@Nullable ProjectId project, Window window, Granularity unit, String zone) {
        return over(project, (tenant, projects) -> runs.runsOverTime(tenant, projects, window, unit, zone)
                .collectList()
                .map(points -> new RunsSeries(window.from(), window.to(), unit, points)));
    }

    Mono<UsageSeries> usageSeries(@Nullable ProjectId project, Window window, Granularity unit, String zone) {
        return over(project, (tenant, projects) -> runs.usageOverTime(tenant, projects, window, unit, zone)
                .collectList()
                .map(points -> new UsageSeries(window.from(), window.to(), unit, points)));
    }

    Mono<Overview> overview(@Nullable ProjectId project, Window window) {
        return live(project).flatMap(live -> successRate(project, window)
                .flatMap(success -> duration(project, window).flatMap(duration -> credits(project, window)
                        .map(credits -> new Overview(live, success, duration, credits)))));
    }

    Mono<RecentRuns> recent(@Nullable ProjectId project, Window window, int limit) {
        return over(project, (tenant, projects) -> runs.recent(tenant, projects, window, limit)
                .collectList()
                .map(items -> new RecentRuns(window.from(), window.to(), items)));
    }

    Mono<Steps> byStep(@Nullable ProjectId project, Window window, int limit) {
        return over(project, (tenant, projects) -> runs.byStep(tenant, projects, window, limit)
                .collectList()
                .map(items -> new Steps(window.from(), window.to(), items)));
    }

    private Mono<Map<String, Long>> byStatus(@Nullable ProjectId project, Window window) {
        return over(project, (tenant, projects) -> runs.countByStatus(tenant, projects, window)
                .collectList()
                .map(counts -> sums(counts, StatusCount::status, StatusCount::runs)));
    }

    /** In the caller's tenant, over one project they see or all of them. */
    private <T> Mono<T> over(@Nullable ProjectId project, BiFunction<TenantId, Set<ProjectId>, Mono<T>> report) {
        return Access.current().flatMap(caller -> access.visibleProjects()
                .map(visible -> project == null ? visible : only(visible, project))
                .flatMap(projects -> transaction.in(caller.tenant(), report.apply(caller.tenant(), projects))));
    }

    private static Set<ProjectId> only(Set<ProjectId> visible, ProjectId project) {
        if (!visible.contains(project)) {
            throw ApiException.notFound("Project", project);
        }
        return Set.of(project);
    }

    private static <T> Map<String, Long> sums(List<T> counts, Function<T, String> key, ToLongFunction<T> value) {
        return counts.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.summingLong(value)));
    }
}
