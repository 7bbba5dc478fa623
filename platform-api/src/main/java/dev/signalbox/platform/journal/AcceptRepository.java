package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

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
     * Each run's row, its first event with an entry in the feed, and its place in the schedule, if there is room and no other run of
     * the tenant has waited longer; all in one statement. A run of an id that the tenant has, or whose condition no longer holds, is
     * left out.
     *
     * @param node which drives them if they are admitted now, at most {@code hands} of them; null for whichever picks them up
     */
    Flux<Accepted> accept(TenantId tenant, List<Acceptance> asked, @Nullable String node, int hands) {
        return AdmissionRepository.bound(db.sql(AdmissionRepository.ROOM + """
                        , asked as (
                            select distinct on (run_id) *
                            from rows from (jsonb_to_recordset(:asked) as (
                                run_id uuid, project_id uuid, workflow_id uuid, version integer, interpreter_version integer,
                                input jsonb, requested jsonb, trigger_steps text[], excluded_step_ids text[], trigger text,
                                started_by uuid, started_with uuid, external_id text, session_id uuid, retry_of uuid, retry jsonb,
                                parent_run_id uuid, parent_step_id text, event text, data jsonb, instance text, only_if text))
                                with ordinality as asked
                            order by run_id, ordinality
                        ), queue as (
                            select exists (
                                select 1 from run w
                                where w.tenant_id = :tenant and w.admitted_at is null
                                  and w.ended_at is null and w.status = 'queued') as waits
                        ), accepted as (
                            insert into run (tenant_id, run_id, project_id, workflow_id, version, interpreter_version, input, requested,
                                             trigger_steps, excluded_step_ids, trigger, started_by, started_with, external_id,
                                             session_id, retry_of, retry, parent_run_id, parent_step_id, wake, last_seq,
                                             started_at, started_on, admitted_at)
                            select :tenant, a.run_id, a.project_id, a.workflow_id, a.version, a.interpreter_version, a.input, a.requested,
                                   a.trigger_steps, a.excluded_step_ids, a.trigger, a.started_by, a.started_with, a.external_id,
                                   a.session_id, a.retry_of, a.retry, a.parent_run_id, a.parent_step_id, 1, 1,
                                   now, (now at time zone 'UTC')::date,
                                   case when a.ordinality <= room.places and not queue.waits then now end
                            from asked a, room, queue, clock_timestamp() as now
                            where a.only_if = 'always' or exists (
                                select 1 from workflow w
                                where w.tenant_id = :tenant and w.workflow_id = a.workflow_id and w.project_id = a.project_id
                                  and w.archived_at is null and (a.only_if = 'if_not_archived' or w.latest_version = a.version))
                            on conflict do nothing
                            returning run_id, started_on, started_at, admitted_at
                        ), event as (
                            insert into run_event (tenant_id, started_on, run_id, seq, type, data)
                            select :tenant, r.started_on, r.run_id, 1, a.event, a.data
                            from accepted r join asked a using (run_id)
                        ), fed as (
                            insert into run_feed (tenant_id, run_id, seq, started_on)
                            select :tenant, run_id, 1, started_on from accepted
                        ), place as (
                            select r.run_id, a.instance, r.admitted_at,
                                   :node::text is not null and row_number() over (order by a.ordinality) <= :hands as taken
                            from accepted r join asked a using (run_id)
                            where r.admitted_at is not null
                        ), scheduled as (
                            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                            select :task, instance, admitted_at, taken, case when taken then :node::text end,
                                   case when taken then admitted_at end, 1
                            from place
                        )
                        select r.run_id, r.started_at, coalesce(p.taken, false) as taken
                        from accepted r left join place p using (run_id)
                        """), tenant, settings)
                .bind(
                        "asked",
                        rows.jsonb(asked.stream()
                                .map(one -> NewRun.of(tenant, one))
                                .toList()))
                .bind("node", node == null ? Parameters.in(String.class) : Parameters.in(node))
                .bind("hands", hands)
                .map(rows.to(Accepted.class))
                .all();
    }

    /** @param taken whether the node that was named drives it */
    record Accepted(RunId runId, Instant startedAt, boolean taken) {}

    private record NewRun(
            UUID runId,
            UUID projectId,
            UUID workflowId,
            int version,
            int interpreterVersion,
            JsonNode input,
            JsonNode requested,
            Set<String> triggerSteps,
            Set<String> excludedStepIds,
            String trigger,
            UUID startedBy,
            @Nullable UUID startedWith,
            @Nullable String externalId,
            UUID sessionId,
            @Nullable UUID retryOf,
            @Nullable Object retry,
            @Nullable UUID parentRunId,
            @Nullable String parentStepId,
            String event,
            JsonNode data,
            String instance,
            String onlyIf) {

        static NewRun of(TenantId tenant, Acceptance asked) {
            RunFacts run = asked.facts();
            RunOrigin origin = asked.origin();
            UUID id = run.runId().value();
            return new NewRun(
                    id,
                    run.projectId().value(),
                    run.workflowId().value(),
                    run.version(),
                    run.interpreterVersion(),
                    run.input(),
                    origin.requested(),
                    run.triggerSteps(),
                    run.excludedStepIds(),
                    origin.trigger().wire(),
                    run.startedBy().value(),
                    run.startedWith(),
                    run.externalId(),
                    origin.session() == null ? id : origin.session(),
                    value(origin.retryOf()),
                    origin.retry(),
                    value(origin.parent()),
                    origin.parentStep() == null ? null : origin.parentStep().value(),
                    asked.first().type().wire(),
                    asked.first().data(),
                    ScheduleRepository.instance(tenant, run.runId()),
                    asked.only().name().toLowerCase(Locale.ROOT));
        }

        private static @Nullable UUID value(@Nullable RunId run) {
            return run == null ? null : run.value();
        }
    }
}
