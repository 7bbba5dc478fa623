package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The shared buckets, out of which each node takes a handful of calls at a time. */
@Repository
public class ToolBucketRepository {

    private final DatabaseClient db;

    ToolBucketRepository(DatabaseClient db) {
        this.db = db;
    }

    /** @param until how long until there is one call, when there is none now */
    public record Taken(int calls, Duration until) {}

    /** Takes as many calls as there are, and not more than are wanted; inside a transaction of the tenant. */
    public Mono<Taken> take(TenantId tenant, String name, double rate, double most, int wanted) {
        return db.sql("""
                        insert into call_bucket as b (tenant_id, name, calls, at)
                        values (:tenant, :name, :most, clock_timestamp())
                        on conflict (tenant_id, name) do update
                        set calls = least(:most, b.calls + greatest(0, extract(epoch from clock_timestamp() - b.at)) * :rate),
                            at = clock_timestamp()
                        returning calls
                        """)
                .bind("tenant", tenant.value())
                .bind("name", name)
                .bind("most", most)
                .bind("rate", rate)
                .map(row -> Rows.value(row, "calls", Double.class))
                .one()
                .flatMap(there -> {
                    int calls = (int) Math.min(wanted, Math.floor(there));
                    return calls < 1
                            ? Mono.just(new Taken(0, Duration.ofMillis(Math.round((1 - there) / rate * 1000) + 1)))
                            : subtract(tenant, name, calls).thenReturn(new Taken(calls, Duration.ZERO));
                });
    }

    /** Its row is locked by {@link #take}, in the same transaction. */
    private Mono<Void> subtract(TenantId tenant, String name, int calls) {
        return db.sql("update call_bucket set calls = calls - :calls where tenant_id = :tenant and name = :name")
                .bind("tenant", tenant.value())
                .bind("name", name)
                .bind("calls", calls)
                .then();
    }

    /** Of every tenant: a bucket that was left alone is full, as one that is not there. */
    Mono<Long> purge() {
        return db.sql("select purge_call_buckets() as gone")
                .map(row -> Rows.value(row, "gone", Long.class))
                .one();
    }
}
