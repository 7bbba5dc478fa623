package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Repository
class ConnectorInstanceRepository {

    /** With what the active profile says. */
    private static final String COLUMNS = """
            instance_id as id, project_id, connector_id, name, enabled, version, created_at, updated_at, active_profile,
            coalesce((select p.settings from config_profile p
                      where p.tenant_id = connector_instance.tenant_id and p.instance_id = connector_instance.instance_id
                        and p.name = connector_instance.active_profile), settings) as settings,
            coalesce((select p.version from config_profile p
                      where p.tenant_id = connector_instance.tenant_id and p.instance_id = connector_instance.instance_id
                        and p.name = connector_instance.active_profile), version) as settings_version
            """;

    private final DatabaseClient db;
    private final Rows rows;

    ConnectorInstanceRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Flux<ConnectorInstance> findAfter(TenantId tenant, ProjectId project, String name, int limit) {
        return db.sql("select " + COLUMNS + """

                        from connector_instance
                        where tenant_id = :tenant and project_id = :project and name > :name
                        order by name
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("name", name)
                .bind("limit", limit)
                .map(rows.to(ConnectorInstance.class))
                .all();
    }

    Mono<ConnectorInstance> find(TenantId tenant, ConnectorInstance.Id id) {
        return db.sql("select " + COLUMNS + " from connector_instance where tenant_id = :tenant and instance_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(ConnectorInstance.class))
                .one();
    }

    Flux<ConnectorInstance> listEnabled(TenantId tenant, ProjectId project, String connectorId) {
        return db.sql("select " + COLUMNS + """

                        from connector_instance
                        where tenant_id = :tenant and project_id = :project and connector_id = :connector and enabled
                        order by name
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("connector", connectorId)
                .map(rows.to(ConnectorInstance.class))
                .all();
    }

    Flux<ConnectorInstance> listEnabled(TenantId tenant, ProjectId project) {
        return db.sql("select " + COLUMNS + """

                        from connector_instance
                        where tenant_id = :tenant and project_id = :project and enabled
                        order by name
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .map(rows.to(ConnectorInstance.class))
                .all();
    }

    /** Disabled ones too. */
    Flux<ConnectorInstance> list(TenantId tenant, ProjectId project) {
        return db.sql("select " + COLUMNS + """

                        from connector_instance
                        where tenant_id = :tenant and project_id = :project
                        order by name
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .map(rows.to(ConnectorInstance.class))
                .all();
    }

    Mono<Void> insert(
            TenantId tenant,
            ProjectId project,
            ConnectorInstance.Id id,
            String connectorId,
            String name,
            JsonNode settings) {
        return db.sql("""
                        insert into connector_instance (tenant_id, instance_id, project_id, connector_id, name, settings)
                        values (:tenant, :id, :project, :connector, :name, :settings)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("project", project.value())
                .bind("connector", connectorId)
                .bind("name", name)
                .bind("settings", rows.jsonb(settings))
                .then();
    }

    /** What the connector kept before anybody configured it is the new instance's from now on. */
    Mono<Void> adopt(TenantId tenant, ConnectorInstance.Id from, ConnectorInstance.Id to) {
        return db.sql("update connector_document set owner_id = :to where tenant_id = :tenant and owner_id = :from")
                .bind("tenant", tenant.value())
                .bind("from", from.value())
                .bind("to", to.value())
                .then();
    }

    /** Empty when the version is not the current one. What is null stays as it is. */
    Mono<ConnectorInstance> update(
            TenantId tenant,
            ConnectorInstance.Id id,
            long version,
            @Nullable String name,
            @Nullable JsonNode settings,
            @Nullable Boolean enabled) {
        return db.sql("""
                        update connector_instance
                        set name = coalesce(:name, name),
                            settings = coalesce(:settings, settings),
                            enabled = coalesce(:enabled, enabled),
                            version = version + 1,
                            updated_at = now()
                        where tenant_id = :tenant and instance_id = :id and version = :version
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("version", version)
                .bind("name", name == null ? Parameters.in(String.class) : Parameters.in(name))
                .bind("settings", settings == null ? Parameters.in(Json.class) : Parameters.in(rows.jsonb(settings)))
                .bind("enabled", enabled == null ? Parameters.in(Boolean.class) : Parameters.in(enabled))
                .map(rows.to(ConnectorInstance.class))
                .one();
    }

    /** The documents that the connector kept for the instance go with it. */
    Mono<Void> delete(TenantId tenant, ConnectorInstance.Id id) {
        return db.sql("""
                        with kept as (delete from connector_document where tenant_id = :tenant and owner_id = :id)
                        delete from connector_instance where tenant_id = :tenant and instance_id = :id
                        """).bind("tenant", tenant.value()).bind("id", id.value()).then();
    }
}
