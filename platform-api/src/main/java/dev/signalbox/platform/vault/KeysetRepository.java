package dev.signalbox.platform.vault;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The wrapped keys of tenants. */
@Repository
class KeysetRepository {

    private final DatabaseClient db;
    private final Rows rows;

    KeysetRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** @param keys how many there are: more than one while values are being sealed anew */
    record Row(String wrapped, String masterKey, long version, int keys, Instant rotatedAt) {}

    /** Whoever seals holds it until the value is written, so that no key is dropped under them. */
    Mono<Row> lockShared(TenantId tenant) {
        return find(tenant, "for share");
    }

    Mono<Row> lock(TenantId tenant) {
        return find(tenant, "for update");
    }

    private Mono<Row> find(TenantId tenant, String lock) {
        return db.sql(
                        "select wrapped, master_key, version, keys, rotated_at from vault_keyset where tenant_id = :tenant "
                                + lock)
                .bind("tenant", tenant.value())
                .map(rows.to(Row.class))
                .one();
    }

    /** Nothing when another has made one first. */
    Mono<Void> insert(TenantId tenant, String wrapped, String masterKey) {
        return db.sql("""
                        insert into vault_keyset (tenant_id, wrapped, master_key) values (:tenant, :wrapped, :master)
                        on conflict (tenant_id) do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("wrapped", wrapped)
                .bind("master", masterKey)
                .then();
    }

    Mono<Void> rewrap(TenantId tenant, String wrapped, String masterKey) {
        return db.sql("""
                        update vault_keyset set wrapped = :wrapped, master_key = :master, version = version + 1
                        where tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .bind("wrapped", wrapped)
                .bind("master", masterKey)
                .then();
    }

    Mono<Row> replace(TenantId tenant, String wrapped, String masterKey, int keys) {
        return db.sql("""
                        update vault_keyset
                        set wrapped = :wrapped, master_key = :master, version = version + 1, keys = :keys,
                            rotated_at = case when :keys > keys then clock_timestamp() else rotated_at end
                        where tenant_id = :tenant
                        returning wrapped, master_key, version, keys, rotated_at
                        """)
                .bind("tenant", tenant.value())
                .bind("wrapped", wrapped)
                .bind("master", masterKey)
                .bind("keys", keys)
                .map(rows.to(Row.class))
                .one();
    }

    /** Of every tenant: whose keys another master key has wrapped, or who has values to seal anew. */
    Flux<TenantId> tenantsWithWork(String masterKey) {
        return db.sql("select tenant_id from tenants_with_vault_work(:master)")
                .bind("master", masterKey)
                .map(row -> new TenantId(Rows.value(row, "tenant_id", UUID.class)))
                .all();
    }
}
