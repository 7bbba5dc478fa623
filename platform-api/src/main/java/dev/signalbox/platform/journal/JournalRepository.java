package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
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
