package dev.signalbox.platform.secrets;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SecretRepository {

    private static final String COLUMNS =
            "secret_id, project_id, name, description, hosts, instances, version, value_version, created_at, updated_at";

    private final DatabaseClient db;

    SecretRepository(DatabaseClient db) {
        this.db = db;
    }

    Flux<ProjectSecret> findAfter(TenantId tenant, ProjectId project, String name, int limit) {
        return db.sql("select " + COLUMNS + """

                        from secret
                        where tenant_id = :tenant and project_id = :project and name > :name
                        order by name
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("name", name)
                .bind("limit", limit)
                .map(SecretRepository::secret)
                .all();
    }

    Mono<ProjectSecret> find(TenantId tenant, ProjectId project, String name) {
        return db.sql("select " + COLUMNS
                        + " from secret where tenant_id = :tenant and project_id = :project and name = :name")
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("name", name)
                .map(SecretRepository::secret)
                .one();
    }

    Mono<ProjectSecret> insert(TenantId tenant, ProjectId project, UUID id, SecretText text) {
        return db.sql("""
                        insert into secret (tenant_id, project_id, name, secret_id, description, hosts, instances)
                        values (:tenant, :project, :name, :id, :description, :hosts, :instances)
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("id", id)
                .bind("name", text.name())
                .bind("description", optional(text.description()))
                .bind("hosts", text.hosts().toArray(String[]::new))
                .bind("instances", text.instances().toArray(UUID[]::new))
                .map(SecretRepository::secret)
                .one();
    }

    /** Empty when the version is not the current one. */
    Mono<ProjectSecret> update(TenantId tenant, ProjectId project, long version, SecretText text, boolean newValue) {
        return db.sql("""
                        update secret
                        set description = :description, hosts = :hosts, instances = :instances, version = version + 1,
                            value_version = case when :newValue then version + 1 else value_version end,
                            updated_at = now()
                        where tenant_id = :tenant and project_id = :project and name = :name and version = :version
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("name", text.name())
                .bind("version", version)
                .bind("description", optional(text.description()))
                .bind("hosts", text.hosts().toArray(String[]::new))
                .bind("instances", text.instances().toArray(UUID[]::new))
                .bind("newValue", newValue)
                .map(SecretRepository::secret)
                .one();
    }

    Mono<Void> delete(TenantId tenant, ProjectId project, String name) {
        return db.sql("delete from secret where tenant_id = :tenant and project_id = :project and name = :name")
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("name", name)
                .then();
    }

    private static Parameter optional(@Nullable String text) {
        return text == null ? Parameters.in(String.class) : Parameters.in(text);
    }

    private static ProjectSecret secret(Readable row) {
        return new ProjectSecret(
                Rows.value(row, "secret_id", UUID.class),
                new ProjectId(Rows.value(row, "project_id", UUID.class)),
                Rows.value(row, "name", String.class),
                row.get("description", String.class),
                List.copyOf(Arrays.asList(Rows.value(row, "hosts", String[].class))),
                List.copyOf(Arrays.asList(Rows.value(row, "instances", UUID[].class))),
                Rows.value(row, "version", Long.class),
                Rows.value(row, "value_version", Long.class),
                Rows.value(row, "created_at", Instant.class),
                Rows.value(row, "updated_at", Instant.class));
    }
}
