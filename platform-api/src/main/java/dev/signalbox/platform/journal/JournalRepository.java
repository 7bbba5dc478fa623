package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JournalRepository {

    private static final String STATE = """
            select run_id, project_id, workflow_id, version, status, epoch, wake, last_seq, generation,
                   interpreter_version, input, trigger_steps, excluded_step_ids, started_by, started_with, external_id, parent_run_id, edits, output, error, begun_at,
                   paused_at, drain_until, ended_at
            from run
            where tenant_id = :tenant and run_id = :run
            """;

    private final DatabaseClient db;
    private final Rows rows;
    private final JsonMapper json;
    private final Function<Readable, RunFacts> facts;
    private final Function<Readable, RunState> state;

    JournalRepository(DatabaseClient db, Rows rows, JsonMapper json) {
        this.db = db;
        this.rows = rows;
        this.json = json;
        this.facts = rows.to(RunFacts.class);
        this.state = rows.to(RunState.class);
    }

    Mono<Found> find(TenantId tenant, RunId run) {
        return found(STATE, tenant, run);
    }

    /** Whether somebody else wrote the run since it was seen. */
    Mono<Boolean> hasMoved(TenantId tenant, RunId run, RunState seen) {
        return db.sql("""
                        select not exists (
                            select 1 from run
                            where tenant_id = :tenant and run_id = :run and epoch = :epoch and wake = :wake and ended_at is null
                        ) as moved
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("epoch", seen.epoch())
                .bind("wake", seen.wake())
                .map(row -> Boolean.TRUE.equals(row.get("moved", Boolean.class)))
                .one();
    }

    /** Nobody else writes the run until the end of the transaction. */
    Mono<Found> lock(TenantId tenant, RunId run) {
        return found(STATE + " for update", tenant, run);
    }

    private Mono<Found> found(String sql, TenantId tenant, RunId run) {
        return db.sql(sql)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .map(row -> new Found(facts.apply(row), state.apply(row)))
                .one();
    }

    Flux<Visit> listVisits(TenantId tenant, RunId run) {
        return db.sql("""
                        select step_key as key, generation, status, attempt, input, result, reason, failure, due_at, started_at,
                               ended_at
                        from run_step
                        where tenant_id = :tenant and run_id = :run
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .map(rows.to(VisitRow.class))
                .all()
                .map(this::visit);
    }

    /**
     * Writes the run's next state, the visits, the events and their entries in the feed, and takes a run that has ended out of the
     * schedule, in one statement. False, and nothing is written, when the run is no longer in the state it was decided on. Counting
     * events in the run's row holds its lock until the commit: so their numbers have no gap, and become visible in their order.
     * That it has not ended is asked in words that no partial index answers: without statistics one is taken for the key.
     */
    Mono<Boolean> write(TenantId tenant, RunId run, RunState seen, RunState next, Phase phase, Progress progress) {
        return db.sql("""
                        with draft as (
                            select n, e ->> 'type' as type, e ->> 'step_id' as step, e -> 'data' as data
                            from jsonb_array_elements(:events) with ordinality as events (e, n)
                        ), fence as (
                            update run
                            set status = :status, phase = :phase, epoch = :nextEpoch, wake = :nextWake, edits = :edits,
                                output = :output, error = :error, begun_at = :begunAt, paused_at = :pausedAt,
                                drain_until = :drainUntil, ended_at = :endedAt, last_seq = last_seq + (select count(*) from draft)
                            where tenant_id = :tenant and run_id = :run and epoch = :epoch and wake = :wake
                              and last_seq = :lastSeq and coalesce(ended_at, 'infinity') = 'infinity'
                            returning started_on, last_seq - (select count(*) from draft) as base
                        ), visit as (
                            insert into run_step (tenant_id, run_id, step_key, generation, status, attempt, input, result, reason,
                                                  failure, due_at, started_at, ended_at)
                            select :tenant, :run, v.key, v.generation, v.status, v.attempt, v.input, v.result, v.reason,
                                   v.failure, v.due_at, v.started_at, v.ended_at
                            from fence, jsonb_to_recordset(:visits) as v (
                                key text, generation integer, status text, attempt integer, input jsonb, result jsonb, reason text,
                                failure jsonb, due_at timestamptz, started_at timestamptz, ended_at timestamptz)
                            on conflict (tenant_id, run_id, step_key) do update
                            set generation = excluded.generation, status = excluded.status, attempt = excluded.attempt,
                                input = excluded.input, result = excluded.result, reason = excluded.reason,
                                failure = excluded.failure, due_at = excluded.due_at, started_at = excluded.started_at,
                                ended_at = excluded.ended_at
                        ), event as (
                            insert into run_event (tenant_id, started_on, run_id, seq, type, step_key, data)
                            select :tenant, f.started_on, :run, f.base + d.n, d.type, d.step, d.data
                            from fence f, draft d
                            returning seq, started_on
                        ), fed as (
                            insert into run_feed (tenant_id, run_id, seq, started_on)
                            select :tenant, :run, seq, started_on from event
                        ), unscheduled as (
                            delete from scheduled_tasks using fence
                            where :endedAt::timestamptz is not null and task_name = :task and task_instance = :instance
                        )
                        select count(*) = 1 as written from fence
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("epoch", seen.epoch())
                .bind("wake", seen.wake())
                .bind("lastSeq", seen.lastSeq())
                .bind("status", next.status().wire())
                .bind("phase", phase.wire())
                .bind("nextEpoch", next.epoch())
                .bind("nextWake", next.wake())
                .bind("edits", rows.jsonb(next.edits()))
                .bind("output", jsonb(next.output()))
                .bind("error", jsonb(next.error()))
                .bind("begunAt", instant(next.begunAt()))
                .bind("pausedAt", instant(next.pausedAt()))
                .bind("drainUntil", instant(next.drainUntil()))
                .bind("endedAt", instant(next.endedAt()))
                .bind("task", ScheduleRepository.TASK)
                .bind("instance", ScheduleRepository.instance(tenant, run))
                .bind("visits", rows.jsonb(progress.visits()))
                .bind("events", rows.jsonb(progress.events()))
                .map(row -> Boolean.TRUE.equals(row.get("written", Boolean.class)))
                .one();
    }

    /**
     * Takes visits out of the journal, keeps them as they were, and opens the run's next generation. False, and nothing is
     * written, when the run is no longer in the state that was seen.
     */
    Mono<Boolean> replace(LiveRun seen, RunFacts next, List<Visit> replaced) {
        return db.sql("""
                        with repaired as (
                            update run set generation = :generation, input = :input
                            where tenant_id = :tenant and run_id = :run and epoch = :epoch and wake = :wake
                              and last_seq = :lastSeq and ended_at is null
                            returning tenant_id, run_id
                        ), gone as (
                            delete from run_step s using repaired r
                            where s.tenant_id = r.tenant_id and s.run_id = r.run_id and s.step_key = any (:keys)
                            returning s.*
                        ), kept as (
                            insert into run_step_replaced (tenant_id, run_id, step_key, replaced_in, generation, status, attempt, input,
                                                           result, reason, failure, due_at, started_at, ended_at)
                            select tenant_id, run_id, step_key, :generation, generation, status, attempt, input,
                                   result, reason, failure, due_at, started_at, ended_at
                            from gone
                        )
                        select count(*) = 1 as replaced from repaired
                        """)
                .bind("tenant", seen.tenant().value())
                .bind("run", next.runId().value())
                .bind("epoch", seen.state().epoch())
                .bind("wake", seen.state().wake())
                .bind("lastSeq", seen.state().lastSeq())
                .bind("generation", next.generation())
                .bind("input", rows.jsonb(next.input()))
                .bind(
                        "keys",
                        replaced.stream().map(visit -> visit.key().value()).toArray(String[]::new))
                .map(row -> Boolean.TRUE.equals(row.get("replaced", Boolean.class)))
                .one();
    }

    /** Without looking at graph or visits. Empty when it has ended already. */
    Mono<UUID> abandon(TenantId tenant, RunId run, Failure failure, Instant now) {
        return db.sql("""
                        with ended as (
                            update run
                            set status = 'failed', phase = 'failed', epoch = epoch + 1, last_seq = last_seq + 1, error = :error,
                                paused_at = null, drain_until = null, ended_at = :now
                            where tenant_id = :tenant and run_id = :run and ended_at is null
                            returning started_on, last_seq
                        ), event as (
                            insert into run_event (tenant_id, started_on, run_id, seq, type, data)
                            select :tenant, started_on, :run, last_seq, 'run_failed', :error from ended
                        ), fed as (
                            insert into run_feed (tenant_id, run_id, seq, started_on)
                            select :tenant, :run, last_seq, started_on from ended
                        )
                        select :run as run_id from ended
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("error", rows.jsonb(failure))
                .bind("now", now)
                .mapValue(UUID.class)
                .one();
    }

    Mono<Void> makeParts() {
        return db.sql("""
                        select make_run_event_part((current_date + months * interval '1 month')::date)
                        from generate_series(0, 2) as months
                        """).then();
    }

    private Parameter jsonb(@Nullable JsonNode value) {
        return value == null ? Parameters.in(Json.class) : Parameters.in(rows.jsonb(value));
    }

    private static Parameter instant(@Nullable Instant value) {
        return value == null ? Parameters.in(Instant.class) : Parameters.in(value);
    }

    private Visit visit(VisitRow row) {
        return new Visit(
                row.key(),
                row.generation(),
                row.status(),
                row.attempt(),
                row.input(),
                row.result(),
                row.reason(),
                row.failure() == null ? null : json.treeToValue(row.failure(), Failure.class),
                row.dueAt(),
                row.startedAt(),
                row.endedAt());
    }

    record Found(RunFacts facts, RunState state) {}

    private record VisitRow(
            StepKey key,
            int generation,
            Visit.Status status,
            int attempt,
            @Nullable JsonNode input,
            @Nullable JsonNode result,
            Visit.@Nullable Reason reason,
            @Nullable JsonNode failure,
            @Nullable Instant dueAt,
            Instant startedAt,
            @Nullable Instant endedAt) {}
}
