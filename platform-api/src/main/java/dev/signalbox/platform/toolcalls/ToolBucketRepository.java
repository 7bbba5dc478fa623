package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * @param rate calls a second that it fills up with
     * @param most calls that it holds, and begins with
     * @param wanted calls at once
     */
    public record Asked(String name, double rate, double most, int wanted) {}

    /** @param until how long until there is one call, when there is none now */
    public record Taken(int calls, Duration until) {

        static Taken of(double there, Asked asked) {
            int calls = (int) Math.min(asked.wanted(), Math.floor(there));
            return calls < 1
                    ? new Taken(0, Duration.ofMillis(Math.round((1 - there) / asked.rate() * 1000) + 1))
                    : new Taken(calls, Duration.ZERO);
        }
    }

    /** As {@link #takeAll}. */
    public Mono<Taken> take(TenantId tenant, Asked asked) {
        return takeAll(tenant, List.of(asked)).map(List::getFirst);
    }

    /**
     * Takes as many calls as there are, and not more than are wanted, of each in its place; inside a transaction of the tenant. No
     * bucket may be asked twice.
     */
    Mono<List<Taken>> takeAll(TenantId tenant, List<Asked> asked) {
        return filledUp(tenant, asked)
                .map(there -> asked.stream()
                        .map(bucket -> Taken.of(Objects.requireNonNull(there.get(bucket.name())), bucket))
                        .toList())
                .delayUntil(taken -> subtract(tenant, asked, taken));
    }

    /** In the order of their names, so that two that ask for the same ones wait for each other, and not in a circle. */
    private Mono<Map<String, Double>> filledUp(TenantId tenant, List<Asked> asked) {
        return db.sql("""
                        with asked as (
                            select * from unnest(:names::text[], :rates::float8[], :most::float8[]) as asked (name, rate, most)
                        )
                        insert into call_bucket as b (tenant_id, name, calls, at)
                        select :tenant, name, most, clock_timestamp() from asked order by name
                        on conflict (tenant_id, name) do update
                        set calls = least(
                                excluded.calls,
                                b.calls + greatest(0, extract(epoch from clock_timestamp() - b.at))
                                    * (select rate from asked where asked.name = b.name)),
                            at = clock_timestamp()
                        returning name, calls
                        """)
                .bind("tenant", tenant.value())
                .bind("names", asked.stream().map(Asked::name).toArray(String[]::new))
                .bind("rates", asked.stream().map(Asked::rate).toArray(Double[]::new))
                .bind("most", asked.stream().map(Asked::most).toArray(Double[]::new))
                .map(row -> Map.entry(Rows.value(row, "name", String.class), Rows.value(row, "calls", Double.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Their rows are locked since they were filled up, in the same transaction. */
    private Mono<Void> subtract(TenantId tenant, List<Asked> asked, List<Taken> taken) {
        return taken.stream().allMatch(some -> some.calls() == 0)
                ? Mono.empty()
                : db.sql("""
                                update call_bucket b set calls = b.calls - taken.calls
                                from unnest(:names::text[], :calls::int[]) as taken (name, calls)
                                where b.tenant_id = :tenant and b.name = taken.name
                                """)
                        .bind("tenant", tenant.value())
                        .bind("names", asked.stream().map(Asked::name).toArray(String[]::new))
                        .bind("calls", taken.stream().map(Taken::calls).toArray(Integer[]::new))
                        .then();
    }

    /** Of every tenant: a bucket that was left alone is full, as one that is not there. */
    Mono<Long> purge() {
        return db.sql("select purge_call_buckets() as gone")
                .map(row -> Rows.value(row, "gone", Long.class))
                .one();
    }
}
