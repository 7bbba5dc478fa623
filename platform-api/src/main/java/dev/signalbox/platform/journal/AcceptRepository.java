package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.engine.RunEvent;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes down new runs. */
@Repository
class AcceptRepository {

    private final DatabaseClient db;
    private final Rows rows;
    private final AdmissionSettings settings;

    AcceptRepository(DatabaseClient db, Rows rows, AdmissionSettings settings) {
        this.db = db;
        this.rows = rows;
        this.settings = settings;
    }

    /**
     * The run's row, its first event with an entry in the feed, and its place in the schedule, if there is room and no other run
     * of the tenant has waited longer; all in one statement. Empty, and nothing is written, when the tenant has a run of this id.
     *
     * @param node which drives it if it is admitted now; null for whichever picks it up
     */
    Mono<Accepted> accept(TenantId tenant, RunFacts run, RunOrigin origin, RunEvent first, @Nullable String node) {
        return AdmissionRepository.bound(db.sql(AdmissionRepository.ROOM + """
                        , accepted as (
                            insert into run (tenant_id, run_id, project_id, workflow_id, version, interpreter_version, input, requested,
                                             trigger_steps, excluded_step_ids, trigger, started_by, started_with, external_id,
                                             session_id, retry_of, retry, parent_run_id, parent_step_id, wake, last_seq,
                                             started_at, started_on, admitted_at)
                            select :tenant, :run, :project, :workflow, :version, :interpreter, :input, :requested,
                                   :triggerSteps, :excludedSteps, :trigger, :startedBy, :startedWith, :externalId,
                                   coalesce(:session, :run), :retryOf, :retry, :parent, :parentStep, 1, 1,
                                   now, (now at time zone 'UTC')::date,
                                   case when room.places > 0 and not exists (
                                       select 1 from run w
                                       where w.tenant_id = :tenant and w.admitted_at is null
                                         and w.ended_at is null and w.status = 'queued') then now end
                            from room, clock_timestamp() as now
                            on conflict do nothing
                            returning started_on, started_at, admitted_at
                        ), event as (
                            insert into run_event (tenant_id, started_on, run_id, seq, type, data)
                            select :tenant, started_on, :run, 1, :eventType, :eventData from accepted
                        ), fed as (
                            insert into run_feed (tenant_id, run_id, seq, started_on)
                            select :tenant, :run, 1, started_on from accepted
                        ), scheduled as (
                            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                            select :task, :instance, admitted_at, :node::text is not null, :node::text,
                                   case when :node::text is not null then admitted_at end, 1
                            from accepted where admitted_at is not null
                        )
                        select started_at, admitted_at is not null and :node::text is not null as taken from accepted
                        """), tenant, settings)
                .bind("run", run.runId().value())
                .bind("project", run.projectId().value())
                .bind("workflow", run.workflowId().value())
                .bind("version", run.version())
                .bind("interpreter", run.interpreterVersion())
                .bind("input", rows.jsonb(run.input()))
                .bind("requested", rows.jsonb(origin.requested()))
                .bind("triggerSteps", run.triggerSteps().toArray(String[]::new))
                .bind("excludedSteps", run.excludedStepIds().toArray(String[]::new))
                .bind("trigger", origin.trigger().wire())
                .bind("startedBy", run.startedBy().value())
                .bind("startedWith", optional(UUID.class, run.startedWith()))
                .bind("externalId", optional(String.class, run.externalId()))
                .bind("session", optional(UUID.class, origin.session()))
                .bind("retryOf", optional(UUID.class, value(origin.retryOf())))
                .bind("retry", optional(Json.class, origin.retry() == null ? null : rows.jsonb(origin.retry())))
                .bind("parent", optional(UUID.class, value(origin.parent())))
                .bind(
                        "parentStep",
                        optional(
                                String.class,
                                origin.parentStep() == null
                                        ? null
                                        : origin.parentStep().value()))
                .bind("eventType", first.type().wire())
                .bind("eventData", rows.jsonb(first.data()))
                .bind("instance", ScheduleRepository.instance(tenant, run.runId()))
                .bind("node", optional(String.class, node))
                .map(rows.to(Accepted.class))
                .one();
    }

    private static @Nullable UUID value(@Nullable RunId run) {
        return run == null ? null : run.value();
    }

    private static <T> Parameter optional(Class<T> type, @Nullable T value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    /** @param taken whether the node that was named drives it */
    record Accepted(Instant startedAt, boolean taken) {}
}
