package dev.signalbox.platform.triggers;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.journal.RunId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is due, and what came of it. */
@Repository
class FireRepository {

    private final DatabaseClient db;
    private final Rows rows;

    FireRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Flux<DueTrigger> listDue(Instant now) {
        return db.sql("select tenant_id, trigger_id from due_triggers(:now)")
                .bind("now", now)
                .map(rows.to(DueTrigger.class))
                .all();
    }

    /** Empty when another node is at it, or was: then it is due no more. */
    Mono<Trigger> claim(DueTrigger due, Instant now) {
        return db.sql("select " + TriggerRepository.COLUMNS + """
                         from trigger t
                        where tenant_id = :tenant and trigger_id = :id
                          and (next_fire_at <= :now or queued_fire_at is not null)
                        for update skip locked
                        """)
                .bind("tenant", due.tenantId().value())
                .bind("id", due.triggerId().value())
                .bind("now", now)
                .map(rows.to(Trigger.class))
                .one();
    }

    /** Whether the run that the trigger started last goes on, and whether a fire waits for its end. */
    Mono<Busy> busy(TenantId tenant, Trigger.Id id) {
        return db.sql("""
                        select t.queued_fire_at is not null as queued,
                               exists (select 1 from run r
                                       where r.tenant_id = t.tenant_id and r.run_id = t.last_run_id
                                         and r.ended_at is null) as running
                        from trigger t
                        where t.tenant_id = :tenant and t.trigger_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(Busy.class))
                .one();
    }

    /** A fire that waited is told again when it is started. */
    Mono<Void> record(TenantId tenant, Trigger.Id id, Fire fire) {
        return db.sql("""
                        insert into trigger_fire (tenant_id, trigger_id, fire_at, by_hand, outcome, run_id, fired_by, error, recorded_at)
                        values (:tenant, :id, :at, :byHand, :outcome, :run, :by, :error, :recordedAt)
                        on conflict (tenant_id, trigger_id, fire_at, by_hand) do update
                        set outcome = excluded.outcome, run_id = excluded.run_id, error = excluded.error,
                            recorded_at = excluded.recorded_at
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("at", fire.fireAt())
                .bind("byHand", fire.firedBy() != null)
                .bind("outcome", fire.outcome().wire())
                .bind("run", optional(fire.runId()))
                .bind("by", optional(fire.firedBy()))
                .bind(
                        "error",
                        fire.error() == null ? Parameters.in(Json.class) : Parameters.in(rows.jsonb(fire.error())))
                .bind("recordedAt", fire.recordedAt())
                .then();
    }

    /** What the trigger remembers of its last fire; a run that was started forgives earlier failures. */
    Mono<Void> remember(TenantId tenant, Trigger.Id id, Fire fire) {
        return db.sql("""
                        update trigger
                        set last_fire_at = greatest(last_fire_at, :at),
                            last_run_id = coalesce(:run, last_run_id),
                            queued_fire_at = case when :outcome = 'queued' then :at
                                                  when queued_fire_at = :at then null
                                                  else queued_fire_at end,
                            failures = case :outcome when 'failed' then failures + 1 when 'started' then 0 else failures end,
                            last_error = case :outcome when 'failed' then :error when 'started' then null else last_error end
                        where tenant_id = :tenant and trigger_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("at", fire.fireAt())
                .bind("run", optional(fire.runId()))
                .bind("outcome", fire.outcome().wire())
                .bind(
                        "error",
                        fire.error() == null ? Parameters.in(Json.class) : Parameters.in(rows.jsonb(fire.error())))
                .then();
    }

    /** The fire that waits will not be started. */
    Mono<Void> dropQueued(TenantId tenant, Trigger.Id id) {
        return db.sql("""
                        update trigger_fire set outcome = 'skipped'
                        where tenant_id = :tenant and trigger_id = :id and outcome = 'queued'
                        """).bind("tenant", tenant.value()).bind("id", id.value()).then();
    }

    /** The run that the next fire must not overlap. */
    Mono<Void> follow(TenantId tenant, Trigger.Id id, RunId run) {
        return db.sql("update trigger set last_run_id = :run where tenant_id = :tenant and trigger_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("run", run.value())
                .then();
    }

    /** @param next null when it fires no more */
    Mono<Void> advance(TenantId tenant, Trigger.Id id, @Nullable Instant next) {
        return db.sql("update trigger set next_fire_at = :next where tenant_id = :tenant and trigger_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("next", next == null ? Parameters.in(Instant.class) : Parameters.in(next))
                .then();
    }

    /** A trigger of every minute would otherwise keep half a million a year. */
    Mono<Void> forgetBefore(TenantId tenant, Trigger.Id id, Instant moment) {
        return db.sql("delete from trigger_fire where tenant_id = :tenant and trigger_id = :id and fire_at < :moment")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("moment", moment)
                .then();
    }

    /** The newest first. */
    Flux<Fire> findBefore(TenantId tenant, Trigger.Id id, Instant at, boolean byHand, int limit) {
        return db.sql("""
                        select fire_at, outcome, run_id, fired_by, error, recorded_at
                        from trigger_fire
                        where tenant_id = :tenant and trigger_id = :id and (fire_at, by_hand) < (:at, :byHand)
                        order by fire_at desc, by_hand desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("at", at)
                .bind("byHand", byHand)
                .bind("limit", limit)
                .map(rows.to(Fire.class))
                .all();
    }

    private static Parameter optional(@Nullable RunId run) {
        return run == null ? Parameters.in(UUID.class) : Parameters.in(run.value());
    }

    private static Parameter optional(@Nullable UserId user) {
        return user == null ? Parameters.in(UUID.class) : Parameters.in(user.value());
    }

    record DueTrigger(TenantId tenantId, Trigger.Id triggerId) {}

    record Busy(boolean running, boolean queued) {}
}
