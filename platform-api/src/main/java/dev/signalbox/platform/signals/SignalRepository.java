package dev.signalbox.platform.signals;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.engine.StepKey;
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
import tools.jackson.databind.JsonNode;

/** Every write happens under the lock of the signal's run. */
@Repository
class SignalRepository {

    private static final String COLUMNS = """
            signal_id, run_id, name, case when delivered_at is null then 'pending' else 'delivered' end as status,
            step_key as step_id, sent_by, received_at, delivered_at, position
            """;

    private final DatabaseClient db;
    private final Rows rows;

    SignalRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** @param step which takes it at once; null when it is to wait for one */
    Mono<Void> insert(TenantId tenant, RunId run, Sent sent, @Nullable StepKey step, Instant now) {
        return db.sql("""
                        insert into run_signal (tenant_id, run_id, position, signal_id, name, payload, sent_by, step_key, received_at,
                                                delivered_at)
                        select :tenant, :run, coalesce(max(position), 0) + 1, :signal, :name, :payload, :by, :step, :now,
                               case when :step::text is null then null else :now end
                        from run_signal
                        where tenant_id = :tenant and run_id = :run
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("signal", sent.signalId())
                .bind("name", sent.name())
                .bind("payload", step == null ? Parameters.in(rows.jsonb(sent.payload())) : Parameters.in(Json.class))
                .bind("by", sent.by().value())
                .bind("step", optional(String.class, step == null ? null : step.value()))
                .bind("now", now)
                .then();
    }

    /** Takes the first signal of the name for a step; empty when none is pending. */
    Mono<Sent> take(TenantId tenant, RunId run, String name, StepKey step, Instant now) {
        return db.sql("""
                        with first as (
                            select position, signal_id, name, payload, sent_by
                            from run_signal
                            where tenant_id = :tenant and run_id = :run and name = :name and delivered_at is null
                            order by position
                            limit 1
                        ), taken as (
                            update run_signal s
                            set step_key = :step, delivered_at = :now, payload = null
                            from first
                            where s.tenant_id = :tenant and s.run_id = :run and s.position = first.position
                        )
                        select signal_id, name, payload, sent_by from first
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("name", name)
                .bind("step", step.value())
                .bind("now", now)
                .map(rows.to(Taken.class))
                .one()
                .map(Taken::sent);
    }

    Mono<Long> countPending(TenantId tenant, RunId run, String name) {
        return db.sql("""
                        select count(*) from run_signal
                        where tenant_id = :tenant and run_id = :run and name = :name and delivered_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("name", name)
                .mapValue(Long.class)
                .one();
    }

    Mono<Signal> find(TenantId tenant, RunId run, UUID signal) {
        return db.sql("select " + COLUMNS
                        + " from run_signal where tenant_id = :tenant and run_id = :run and signal_id = :signal")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("signal", signal)
                .map(rows.to(Signal.class))
                .one();
    }

    Flux<Signal> listAfter(TenantId tenant, RunId run, long position, int limit) {
        return db.sql("select " + COLUMNS + """
                        from run_signal
                        where tenant_id = :tenant and run_id = :run and position > :position
                        order by position
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("position", position)
                .bind("limit", limit)
                .map(rows.to(Signal.class))
                .all();
    }

    private static <T> Parameter optional(Class<T> type, @Nullable T value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    private record Taken(UUID signalId, String name, JsonNode payload, UserId sentBy) {

        Sent sent() {
            return new Sent(signalId, name, payload, sentBy);
        }
    }
}
