package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Repository
class ConfigProfileRepository {

    private static final String READ = """
            select p.name, p.settings, p.name = i.active_profile as active, p.version, p.created_at, p.updated_at
            from config_profile p
            join connector_instance i on i.tenant_id = p.tenant_id and i.instance_id = p.instance_id
            where p.tenant_id = :tenant and p.instance_id = :instance
            """;

    private final DatabaseClient db;
    private final Rows rows;

    ConfigProfileRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Flux<ConfigProfile> list(TenantId tenant, ConnectorInstance.Id instance) {
        return db.sql(READ + " order by p.name")
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .map(rows.to(ConfigProfile.class))
                .all();
    }

    Mono<ConfigProfile> find(TenantId tenant, ConnectorInstance.Id instance, String name) {
        return db.sql(READ + " and p.name = :name")
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .bind("name", name)
                .map(rows.to(ConfigProfile.class))
                .one();
    }

    Mono<Void> insert(TenantId tenant, ConnectorInstance.Id instance, String name, JsonNode settings) {
        return db.sql("""
                        insert into config_profile (tenant_id, instance_id, name, settings)
                        values (:tenant, :instance, :name, :settings)
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .bind("name", name)
                .bind("settings", rows.jsonb(settings))
                .then();
    }

    /** False when the version is not the current one. */
    Mono<Boolean> update(TenantId tenant, ConnectorInstance.Id instance, String name, long version, JsonNode settings) {
        return db.sql("""
                        update config_profile
                        set settings = :settings, version = version + 1, updated_at = now()
                        where tenant_id = :tenant and instance_id = :instance and name = :name and version = :version
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .bind("name", name)
                .bind("version", version)
                .bind("settings", rows.jsonb(settings))
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** Whatever version the profile is at: the instance's own has been looked at. */
    Mono<Void> updateActive(TenantId tenant, ConnectorInstance.Id instance, JsonNode settings) {
        return db.sql("""
                        insert into config_profile as p (tenant_id, instance_id, name, settings)
                        select i.tenant_id, i.instance_id, i.active_profile, :settings from connector_instance i
                        where i.tenant_id = :tenant and i.instance_id = :instance
                        on conflict (tenant_id, instance_id, name) do update
                        set settings = excluded.settings, version = p.version + 1, updated_at = now()
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .bind("settings", rows.jsonb(settings))
                .then();
    }

    /** The one that is active is not deleted: false. */
    Mono<Boolean> deleteInactive(TenantId tenant, ConnectorInstance.Id instance, String name) {
        return db.sql("""
                        delete from config_profile
                        where tenant_id = :tenant and instance_id = :instance and name = :name
                          and not exists (select 1 from connector_instance i
                                          where i.tenant_id = :tenant and i.instance_id = :instance and i.active_profile = :name)
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .bind("name", name)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** The instance changes with it, for those who hold its version and for connectors that are open. */
    Mono<Void> activate(TenantId tenant, ConnectorInstance.Id instance, String name) {
        return db.sql("""
                        update connector_instance i
                        set active_profile = p.name, settings = p.settings, version = i.version + 1, updated_at = now()
                        from config_profile p
                        where i.tenant_id = :tenant and i.instance_id = :instance and i.active_profile <> :name
                          and p.tenant_id = i.tenant_id and p.instance_id = i.instance_id and p.name = :name
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .bind("name", name)
                .then();
    }

    /** What nodes of the version before read. */
    Mono<Void> mirrorActive(TenantId tenant, ConnectorInstance.Id instance) {
        return db.sql("""
                        update connector_instance i
                        set settings = p.settings, version = i.version + 1, updated_at = now()
                        from config_profile p
                        where i.tenant_id = :tenant and i.instance_id = :instance
                          and p.tenant_id = i.tenant_id and p.instance_id = i.instance_id and p.name = i.active_profile
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance.value())
                .then();
    }
}
