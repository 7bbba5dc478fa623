package dev.signalbox.platform.vault;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sealed values. They are read together with the keys that open them: both as of one moment. */
@Repository
class ValueRepository {

    private static final String THERE = """
             v.tenant_id = :tenant and v.kind = :kind and v.name = :name and v.version = :version
            and (v.expires_at is null or v.expires_at > clock_timestamp())
            """;

    private final DatabaseClient db;
    private final Rows rows;

    ValueRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    record Sealed(String sealed, String wrapped) {}

    Mono<Void> insert(VaultPlace place, long key, String sealed, @Nullable Duration lifetime) {
        return db.sql("""
                        insert into vault_value (tenant_id, kind, name, version, project_id, key_id, sealed, expires_at)
                        values (:tenant, :kind, :name, :version, :project, :key, :sealed,
                                clock_timestamp() + make_interval(secs => :seconds))
                        """)
                .bind("tenant", place.tenant().value())
                .bind("kind", place.kind())
                .bind("name", place.name())
                .bind("version", place.version())
                .bind(
                        "project",
                        place.project() == null
                                ? Parameters.in(UUID.class)
                                : place.project().value())
                .bind("key", key)
                .bind("sealed", sealed)
                .bind("seconds", lifetime == null ? Parameters.in(Double.class) : (double) lifetime.toSeconds())
                .then();
    }

    Mono<Sealed> find(VaultPlace place) {
        return bound(place, db.sql("""
                        select v.sealed, k.wrapped
                        from vault_value v join vault_keyset k on k.tenant_id = v.tenant_id
                        where""" + THERE)).map(rows.to(Sealed.class)).one();
    }

    /** At most once: of two who take it, one gets it. */
    Mono<Sealed> take(VaultPlace place) {
        return bound(place, db.sql("""
                        with taken as (delete from vault_value v where""" + THERE + """
                         returning v.tenant_id, v.sealed)
                        select v.sealed, k.wrapped
                        from taken v join vault_keyset k on k.tenant_id = v.tenant_id
                        """))
                .map(rows.to(Sealed.class))
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec bound(VaultPlace place, DatabaseClient.GenericExecuteSpec sql) {
        return sql.bind("tenant", place.tenant().value())
                .bind("kind", place.kind())
                .bind("name", place.name())
                .bind("version", place.version());
    }

    /** All versions below the given one. */
    Mono<Void> deleteBelow(TenantId tenant, String kind, String name, long version) {
        return db.sql("""
                        delete from vault_value
                        where tenant_id = :tenant and kind = :kind and name = :name and version < :version
                        """)
                .bind("tenant", tenant.value())
                .bind("kind", kind)
                .bind("name", name)
                .bind("version", version)
                .then();
    }

    record Stale(VaultPlace place, String sealed) {}

    /** Values that another key than the given one has sealed, locked for whoever seals them anew. */
    Flux<Stale> lockStale(TenantId tenant, long key, int limit) {
        return db.sql("""
                        select kind, name, version, project_id, sealed from vault_value
                        where tenant_id = :tenant and key_id <> :key
                        limit :limit for update skip locked
                        """)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .bind("limit", limit)
                .map(row -> new Stale(place(tenant, row), Rows.value(row, "sealed", String.class)))
                .all();
    }

    Mono<Void> reseal(VaultPlace place, long key, String sealed) {
        return bound(place, db.sql("""
                        update vault_value set key_id = :key, sealed = :sealed, sealed_at = clock_timestamp()
                        where tenant_id = :tenant and kind = :kind and name = :name and version = :version
                        """)).bind("key", key).bind("sealed", sealed).then();
    }

    Mono<Long> countStale(TenantId tenant, long key) {
        return db.sql("select count(*) as stale from vault_value where tenant_id = :tenant and key_id <> :key")
                .bind("tenant", tenant.value())
                .bind("key", key)
                .map(row -> Rows.value(row, "stale", Long.class))
                .one();
    }

    /** Of every tenant: what nobody may have any more. */
    Mono<Long> purge() {
        return db.sql("select purge_vault_values() as gone")
                .map(row -> Rows.value(row, "gone", Long.class))
                .one();
    }

    private static VaultPlace place(TenantId tenant, Readable row) {
        var project = row.get("project_id", UUID.class);
        return new VaultPlace(
                tenant,
                project == null ? null : new ProjectId(project),
                Rows.value(row, "kind", String.class),
                Rows.value(row, "name", String.class),
                Rows.value(row, "version", Long.class));
    }
}
