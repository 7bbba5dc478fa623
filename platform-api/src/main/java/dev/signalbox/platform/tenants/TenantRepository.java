package dev.signalbox.platform.tenants;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class TenantRepository {

    private static final String COLUMNS = "tenant_id as id, slug, name, version, created_at";

    private final DatabaseClient db;
    private final Rows rows;

    TenantRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Flux<TenantId> listOf(UserId user) {
        return db.sql("select tenant_id from tenants_of(:user)")
                .bind("user", user.value())
                .map(row -> new TenantId(Rows.value(row, "tenant_id", UUID.class)))
                .all();
    }

    Mono<Boolean> slugTaken(String slug) {
        return db.sql("select slug_taken(:slug) as taken")
                .bind("slug", slug)
                .map(row -> Boolean.TRUE.equals(row.get("taken", Boolean.class)))
                .one();
    }

    Mono<Tenant> find(TenantId tenant) {
        return db.sql("select " + COLUMNS + " from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map(rows.to(Tenant.class))
                .one();
    }

    Mono<Tenant> insert(TenantId tenant, String slug, String name) {
        return db.sql("""
                        insert into tenant (tenant_id, slug, name) values (:tenant, :slug, :name)
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("slug", slug)
                .bind("name", name)
                .map(rows.to(Tenant.class))
                .one();
    }

    /** Empty when the version is not the current one. */
    Mono<Tenant> rename(TenantId tenant, String name, long version) {
        return db.sql("""
                        update tenant set name = :name, version = version + 1
                        where tenant_id = :tenant and version = :version
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("name", name)
                .bind("version", version)
                .map(rows.to(Tenant.class))
                .one();
    }
}
