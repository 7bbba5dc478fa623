package dev.signalbox.platform.connections;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ConnectionRepository {

    private static final String COLUMNS =
            "connection_id as id, project_id, instance_id, profile, kind, username, hosts, version, created_at, updated_at";

    private final DatabaseClient db;
    private final Rows rows;

    ConnectionRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Flux<Connection> findAfter(TenantId tenant, ProjectId project, UUID after, int limit) {
        return db.sql("select " + COLUMNS + """

                        from connection
                        where tenant_id = :tenant and project_id = :project and connection_id > :after
                        order by connection_id
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(rows.to(Connection.class))
                .all();
    }

    Flux<Connection> listOfInstance(TenantId tenant, UUID instance) {
        return db.sql("select " + COLUMNS + """

                        from connection
                        where tenant_id = :tenant and instance_id = :instance
                        order by profile nulls first
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance)
                .map(rows.to(Connection.class))
                .all();
    }

    Mono<Connection> find(TenantId tenant, Connection.Id id) {
        return db.sql("select " + COLUMNS + " from connection where tenant_id = :tenant and connection_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(Connection.class))
                .one();
    }

    /** Of the profile, else the one for all profiles. */
    Mono<Connection> findFor(TenantId tenant, UUID instance, String profile) {
        return db.sql("select " + COLUMNS + """

                        from connection
                        where tenant_id = :tenant and instance_id = :instance and (profile = :profile or profile is null)
                        order by profile nulls last
                        limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance)
                .bind("profile", profile)
                .map(rows.to(Connection.class))
                .one();
    }

    Mono<Connection> insert(
            TenantId tenant,
            ProjectId project,
            UUID instance,
            @Nullable String profile,
            Authentication kind,
            @Nullable String username,
            Collection<String> hosts) {
        return db.sql("""
                        insert into connection (tenant_id, connection_id, project_id, instance_id, profile, kind, username, hosts)
                        values (:tenant, :id, :project, :instance, :profile, lower(:kind), :username, :hosts)
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", UUID.randomUUID())
                .bind("project", project.value())
                .bind("instance", instance)
                .bind("profile", optional(profile))
                .bind("kind", kind.name())
                .bind("username", optional(username))
                .bind("hosts", hosts.toArray(String[]::new))
                .map(rows.to(Connection.class))
                .one();
    }

    /** Empty when there is none for this instance and profile. */
    Mono<Connection> replace(
            TenantId tenant,
            UUID instance,
            @Nullable String profile,
            Authentication kind,
            @Nullable String username,
            Collection<String> hosts) {
        return db.sql("""
                        update connection
                        set kind = lower(:kind), username = :username, hosts = :hosts, version = version + 1, updated_at = now()
                        where tenant_id = :tenant and instance_id = :instance and profile is not distinct from :profile
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("instance", instance)
                .bind("profile", optional(profile))
                .bind("kind", kind.name())
                .bind("username", optional(username))
                .bind("hosts", hosts.toArray(String[]::new))
                .map(rows.to(Connection.class))
                .one();
    }

    Mono<Void> delete(TenantId tenant, Connection.Id id) {
        return db.sql("delete from connection where tenant_id = :tenant and connection_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .then();
    }

    private static Parameter optional(@Nullable String text) {
        return text == null ? Parameters.in(String.class) : Parameters.in(text);
    }
}
