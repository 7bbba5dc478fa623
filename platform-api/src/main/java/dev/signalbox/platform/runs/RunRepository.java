package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.journal.RunId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Repository
class RunRepository {

    private static final String COLUMNS = """
            run_id, workflow_id, project_id, version, status, phase as orchestration_phase, trigger, started_by, external_id,
            session_id, retry_of, parent_run_id, parent_step_id, credits, output, error, started_at, ended_at,
            (extract(epoch from coalesce(ended_at, clock_timestamp()) - started_at) * 1000)::bigint as duration_ms
            """;

    private final DatabaseClient db;
    private final Rows rows;

    RunRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Mono<Run> find(TenantId tenant, RunId run) {
        return db.sql("select " + COLUMNS + " from run where tenant_id = :tenant and run_id = :run")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .map(rows.to(Run.class))
                .one();
    }

    /** A retry of the run that has not ended. */
    Mono<RunId> findLiveRetry(TenantId tenant, RunId run) {
        return db.sql(
                        "select run_id from run where tenant_id = :tenant and retry_of = :run and ended_at is null limit 1")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .mapValue(UUID.class)
                .one()
                .map(RunId::new);
    }

    /** What a retry took over; empty for a run that is none. */
    Mono<JsonNode> findTakenOver(TenantId tenant, RunId run) {
        return db.sql("select retry from run where tenant_id = :tenant and run_id = :run and retry is not null")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .map(rows.to(TakenOverRow.class))
                .one()
                .map(TakenOverRow::retry);
    }

    /** The last repair, without the values before and after it, which may be large. Empty for a run that was never repaired. */
    Mono<JsonNode> findLastRepair(TenantId tenant, RunId run) {
        return db.sql("""
                        select jsonb_build_object('step_id', e.step_key) || (e.data - 'before' - 'after') as repair
                        from run r
                        join run_event e on e.tenant_id = r.tenant_id and e.started_on = r.started_on and e.run_id = r.run_id
                        where r.tenant_id = :tenant and r.run_id = :run and e.type = 'run_repaired'
                        order by e.seq desc
                        limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .map(rows.to(RepairRow.class))
                .one()
                .map(RepairRow::repair);
    }

    /** Whether the run of this id was started with the same request, as PostgreSQL compares JSON: 1e2 is 100. Empty without a run. */
    Mono<Boolean> isSameRequest(TenantId tenant, RunId run, JsonNode asked) {
        return db.sql("select requested = :asked as same from run where tenant_id = :tenant and run_id = :run")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("asked", rows.jsonb(asked))
                .mapValue(Boolean.class)
                .one();
    }

    /** The newest first; the key never changes, so pages stay exact while runs come and go. */
    Flux<Run> listBefore(
            TenantId tenant, Collection<ProjectId> projects, RunFilter filter, @Nullable RunKey before, int limit) {
        return db.sql("select " + COLUMNS + """
                        from run
                        where tenant_id = :tenant
                          and project_id = any (:projects)
                          and (:project::uuid is null or project_id = :project)
                          and (:workflow::uuid is null or workflow_id = :workflow)
                          and (:status::text is null or status = :status)
                          and (:phase::text is null or phase = :phase)
                          and (:trigger::text is null or trigger = :trigger)
                          and (:from::timestamptz is null or started_at >= :from)
                          and (:to::timestamptz is null or started_at < :to)
                          and (:beforeAt::timestamptz is null or (started_at, run_id) < (:beforeAt, :beforeRun))
                        order by started_at desc, run_id desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("projects", projects.stream().map(ProjectId::value).toArray(UUID[]::new))
                .bind("project", optional(UUID.class, filter.projectId()))
                .bind(
                        "workflow",
                        optional(
                                UUID.class,
                                filter.workflowId() == null
                                        ? null
                                        : filter.workflowId().value()))
                .bind("status", optional(String.class, RunFilter.wire(filter.status())))
                .bind("phase", optional(String.class, RunFilter.wire(filter.phase())))
                .bind("trigger", optional(String.class, RunFilter.wire(filter.trigger())))
                .bind("from", optional(Instant.class, filter.from()))
                .bind("to", optional(Instant.class, filter.to()))
                .bind("beforeAt", optional(Instant.class, before == null ? null : before.startedAt()))
                .bind(
                        "beforeRun",
                        optional(
                                UUID.class,
                                before == null ? null : before.runId().value()))
                .bind("limit", limit)
                .map(rows.to(Run.class))
                .all();
    }

    Flux<RecordedEvent> listEventsAfter(TenantId tenant, RunId run, long seq, int limit) {
        return db.sql("""
                        select e.seq, e.type, e.step_key as step_id, e.data, e.at
                        from run r
                        join run_event e on e.tenant_id = r.tenant_id and e.started_on = r.started_on and e.run_id = r.run_id
                        where r.tenant_id = :tenant and r.run_id = :run and e.seq > :seq
                        order by e.seq
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("seq", seq)
                .bind("limit", limit)
                .map(rows.to(RecordedEvent.class))
                .all();
    }

    private static <T> Parameter optional(Class<T> type, @Nullable T value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    private record TakenOverRow(JsonNode retry) {}

    private record RepairRow(JsonNode repair) {}

    /** Where a page ends. */
    record RunKey(Instant startedAt, RunId runId) {}
}
