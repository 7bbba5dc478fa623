package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where the chains end, and what was signed of them. */
@Repository
class ChainRepository {

    private static final String HEAD =
            "select tenant_id, position, encode(hash, 'hex') as hash, at, key_id, signature from audit_head ";

    private final DatabaseClient db;
    private final Rows rows;

    ChainRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** One at a time works on a chain, on whichever node, until its transaction ends; false when another one is at it. */
    Mono<Boolean> claim(TenantId tenant) {
        return claimedAt(tenant).hasElement();
    }

    /** The database's time; empty when another one has the chain. */
    Mono<Instant> claimedAt(TenantId tenant) {
        return db.sql("""
                        select clock_timestamp() as at
                        where pg_try_advisory_xact_lock(hashtextextended('audit:' || :tenant, 0))
                        """)
                .bind("tenant", tenant.toString())
                .map(row -> Rows.value(row, "at", Instant.class))
                .one();
    }

    Mono<Link> find(TenantId tenant) {
        return db.sql("select position, encode(hash, 'hex') as hash from audit_chain where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map(rows.to(Link.class))
                .one()
                .defaultIfEmpty(Link.NONE);
    }

    Mono<Void> move(TenantId tenant, Link end) {
        return db.sql("""
                        insert into audit_chain (tenant_id, position, hash)
                        values (:tenant, :position, decode(:hash, 'hex'))
                        on conflict (tenant_id) do update
                        set position = excluded.position, hash = excluded.hash
                        """)
                .bind("tenant", tenant.value())
                .bind("position", end.position())
                .bind("hash", end.hash())
                .then();
    }

    Flux<TenantId> tenantsWithUnsigned() {
        return db.sql("select tenant_id from tenants_with_unsigned_audit()")
                .map(row -> new TenantId(Rows.value(row, "tenant_id", UUID.class)))
                .all();
    }

    Mono<Void> insert(TenantId tenant, SignedHead head) {
        return db.sql("""
                        insert into audit_head (tenant_id, position, hash, at, key_id, signature)
                        values (:tenant, :position, decode(:hash, 'hex'), :at, :key, :signature)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("position", head.position())
                .bind("hash", head.hash())
                .bind("at", head.at())
                .bind("key", head.keyId())
                .bind("signature", head.signature())
                .then();
    }

    Mono<Void> markSigned(TenantId tenant, long position) {
        return db.sql("""
                        update audit_chain set signed_position = :position
                        where tenant_id = :tenant and signed_position < :position
                        """)
                .bind("tenant", tenant.value())
                .bind("position", position)
                .then();
    }

    /** The newest first. */
    Flux<SignedHead> headsBefore(TenantId tenant, long position, int limit) {
        return db.sql(HEAD + "where tenant_id = :tenant and position < :position order by position desc limit :limit")
                .bind("tenant", tenant.value())
                .bind("position", position)
                .bind("limit", limit)
                .map(rows.to(SignedHead.class))
                .all();
    }

    /** Those of a stretch of the chain, its first position excluded. */
    Flux<SignedHead> headsWithin(TenantId tenant, long after, long to) {
        return db.sql(HEAD + "where tenant_id = :tenant and position > :after and position <= :to order by position")
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("to", to)
                .map(rows.to(SignedHead.class))
                .all();
    }
}
