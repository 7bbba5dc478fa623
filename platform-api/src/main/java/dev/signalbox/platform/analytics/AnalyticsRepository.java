package dev.signalbox.platform.analytics;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.analytics.Report.RecentRun;
import dev.signalbox.platform.analytics.Report.RunsPoint;
import dev.signalbox.platform.analytics.Report.StepFigures;
import dev.signalbox.platform.analytics.Report.UsagePoint;
import dev.signalbox.platform.database.Rows;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class AnalyticsRepository {

    private final DatabaseClient db;
    private final Rows rows;

    AnalyticsRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Flux<LiveCount> countLive(TenantId tenant, Set<ProjectId> projects) {
        return scoped(tenant, projects, """
                        select status, phase, count(*) as runs
                        from run
                        where tenant_id = :tenant and project_id = any (:projects) and ended_at is null
                        group by status, phase
                        """).map(rows.to(LiveCount.class)).all();
    }

    Flux<StatusCount> countByStatus(TenantId tenant, Set<ProjectId> projects, Window window) {
        return within(tenant, projects, window, """
                        select status, count(*) as runs
                        from run
                        where tenant_id = :tenant and project_id = any (:projects)
                          and started_at >= :from and started_at < :to
                        group by status
                        """)
                .map(rows.to(StatusCount.class))
                .all();
    }

    Mono<Durations> durations(TenantId tenant, Set<ProjectId> projects, Window window) {
        return within(tenant, projects, window, """
                        select count(*) as count,
                               avg(ms)::bigint as average_ms,
                               (percentile_cont(0.5) within group (order by ms))::bigint as median_ms,
                               (percentile_cont(0.95) within group (order by ms))::bigint as p95_ms,
                               max(ms)::bigint as longest_ms
                        from (select extract(epoch from ended_at - started_at) * 1000 as ms
                              from run
                              where tenant_id = :tenant and project_id = any (:projects)
                                and started_at >= :from and started_at < :to
                                and status in ('completed', 'failed')) as ended
                        """)
                .map(rows.to(Durations.class))
                .one();
    }

    Mono<Long> microcredits(TenantId tenant, Set<ProjectId> projects, Window window) {
        return within(tenant, projects, window, """
                        select coalesce(sum(credits), 0)::bigint as spent
                        from run
                        where tenant_id = :tenant and project_id = any (:projects)
                          and started_at >= :from and started_at < :to
                        """)
                .map(row -> Rows.value(row, "spent", Long.class))
                .one();
    }

    Mono<StepCount> countSteps(TenantId tenant, Set<ProjectId> projects, Window window) {
        return within(tenant, projects, window, """
                        select count(*) filter (where s.status = 'completed') as completed,
                               count(*) filter (where s.status = 'failed') as failed
                        from run r
                        join run_step s on s.tenant_id = r.tenant_id and s.run_id = r.run_id
                        where r.tenant_id = :tenant and r.project_id = any (:projects)
                          and r.started_at >= :from and r.started_at < :to
                          and position('@' in s.step_key) = 0
                        """)
                .map(rows.to(StepCount.class))
                .one();
    }

    Flux<RecentRun> recent(TenantId tenant, Set<ProjectId> projects, Window window, int limit) {
        return within(tenant, projects, window, """
                        select r.run_id, r.workflow_id, w.name as workflow_name, r.status, r.trigger, r.started_at, r.ended_at,
                               (extract(epoch from coalesce(r.ended_at, clock_timestamp()) - r.started_at) * 1000)::bigint as duration_ms,
                               r.credits as microcredits
                        from run r
                        left join workflow w on w.tenant_id = r.tenant_id and w.workflow_id = r.workflow_id
                        where r.tenant_id = :tenant and r.project_id = any (:projects)
                          and r.started_at >= :from and r.started_at < :to
                        order by r.started_at desc, r.run_id desc
                        limit :limit
                        """)
                .bind("limit", limit)
                .map(rows.to(RecentRun.class))
                .all();
    }

    /** The turns of a loop are one step; what an agent does inside of its step is none. */
    Flux<StepFigures> byStep(TenantId tenant, Set<ProjectId> projects, Window window, int limit) {
        return within(tenant, projects, window, """
                        select v.workflow_id, w.name as workflow_name, v.step_id,
                               count(*) filter (where v.status = 'completed') as completed,
                               count(*) filter (where v.status = 'failed') as failed,
                               count(*) filter (where v.status = 'skipped') as skipped,
                               avg(v.ms)::bigint as average_ms,
                               (percentile_cont(0.95) within group (order by v.ms))::bigint as p95_ms
                        from (select r.tenant_id, r.workflow_id, s.status,
                                     regexp_replace(s.step_key, '#[0-9]+#', '.', 'g') as step_id,
                                     case when s.status in ('completed', 'failed')
                                          then extract(epoch from s.ended_at - s.started_at) * 1000 end as ms
                              from run r
                              join run_step s on s.tenant_id = r.tenant_id and s.run_id = r.run_id
                              where r.tenant_id = :tenant and r.project_id = any (:projects)
                                and r.started_at >= :from and r.started_at < :to
                                and s.status in ('completed', 'failed', 'skipped')
                                and s.step_key !~ '@|#[0-9]+$') as v
                        left join workflow w on w.tenant_id = v.tenant_id and w.workflow_id = v.workflow_id
                        group by v.workflow_id, w.name, v.step_id
                        order by count(*) desc, v.workflow_id, v.step_id
                        limit :limit
                        """)
                .bind("limit", limit)
                .map(rows.to(StepFigures.class))
                .all();
    }

    /** One row for each point, those without a run included: a chart must not close the gaps. */
    Flux<RunsPoint> runsOverTime(
            TenantId tenant, Set<ProjectId> projects, Window window, Granularity unit, String zone) {
        return within(tenant, projects, window, """
                        select point as at,
                               count(r.run_id) as started,
                               count(r.run_id) filter (where r.status = 'completed') as completed,
                               count(r.run_id) filter (where r.status = 'failed') as failed,
                               count(r.run_id) filter (where r.status = 'stopped') as stopped
                        from generate_series(date_trunc(:unit, :from::timestamptz, :zone), :to::timestamptz - interval '1 microsecond',
                                             ('1 ' || :unit)::interval, :zone) as point
                        left join run r on r.tenant_id = :tenant and r.project_id = any (:projects)
                                       and r.started_at >= :from and r.started_at < :to
                                       and date_trunc(:unit, r.started_at, :zone) = point
                        group by point
                        order by point
                        """)
                .bind("unit", unit.wire())
                .bind("zone", zone)
                .map(rows.to(RunsPoint.class))
                .all();
    }

    Flux<UsagePoint> usageOverTime(
            TenantId tenant, Set<ProjectId> projects, Window window, Granularity unit, String zone) {
        return within(tenant, projects, window, """
                        select point as at,
                               count(r.run_id) as runs,
                               coalesce(sum(r.steps), 0)::bigint as steps,
                               coalesce(sum(r.credits), 0)::bigint as microcredits
                        from generate_series(date_trunc(:unit, :from::timestamptz, :zone), :to::timestamptz - interval '1 microsecond',
                                             ('1 ' || :unit)::interval, :zone) as point
                        left join (select r.run_id, r.started_at, r.credits,
                                          (select count(*) from run_step s
                                           where s.tenant_id = r.tenant_id and s.run_id = r.run_id
                                             and s.status in ('completed', 'failed')
                                             and position('@' in s.step_key) = 0) as steps
                                   from run r
                                   where r.tenant_id = :tenant and r.project_id = any (:projects)
                                     and r.started_at >= :from and r.started_at < :to) as r
                               on date_trunc(:unit, r.started_at, :zone) = point
                        group by point
                        order by point
                        """)
                .bind("unit", unit.wire())
                .bind("zone", zone)
                .map(rows.to(UsagePoint.class))
                .all();
    }

    private GenericExecuteSpec within(TenantId tenant, Set<ProjectId> projects, Window window, String sql) {
        return scoped(tenant, projects, sql).bind("from", window.from()).bind("to", window.to());
    }

    private GenericExecuteSpec scoped(TenantId tenant, Set<ProjectId> projects, String sql) {
        return db.sql(sql)
                .bind("tenant", tenant.value())
                .bind("projects", projects.stream().map(ProjectId::value).toArray(UUID[]::new));
    }

    record LiveCount(String status, String phase, long runs) {}

    record StatusCount(String status, long runs) {}

    record StepCount(long completed, long failed) {}

    record Durations(
            long count,
            @Nullable Long averageMs,
            @Nullable Long medianMs,
            @Nullable Long p95Ms,
            @Nullable Long longestMs) {}
}
