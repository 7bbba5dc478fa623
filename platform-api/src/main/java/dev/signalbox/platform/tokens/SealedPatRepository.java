package dev.signalbox.platform.tokens;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The sealed texts of tokens that were just made. */
@Repository
class SealedPatRepository {

    private final DatabaseClient db;

    SealedPatRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<Void> keep(TenantId tenant, Pat.Id id, String sealed) {
        return db.sql("""
                        insert into sealed_token (tenant_id, token_id, sealed) values (:tenant, :id, :sealed)
                        on conflict (tenant_id, token_id) do update set sealed = excluded.sealed, sealed_at = now()
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("sealed", sealed)
                .then();
    }

    /** At most once for each: of two who take it, one gets it. */
    Mono<String> take(TenantId tenant, Pat.Id id, Duration within) {
        return db.sql("""
                        with taken as (
                            delete from sealed_token where tenant_id = :tenant and token_id = :id
                            returning sealed, sealed_at > now() - make_interval(secs => :seconds) as fresh
                        )
                        select sealed from taken where fresh
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("seconds", (double) within.toSeconds())
                .map(row -> Rows.value(row, "sealed", String.class))
                .one();
    }

    /** Of every tenant. */
    Mono<Long> purge() {
        return db.sql("select purge_sealed_tokens() as gone")
                .map(row -> Rows.value(row, "gone", Long.class))
                .one();
    }
}
