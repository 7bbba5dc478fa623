package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Repository
class WorkflowRepository {

    private static final String COLUMNS = """
            workflow_id as id, project_id, name, description, revision, latest_version, created_at, updated_at, archived_at
            """;

    private final DatabaseClient db;
    private final Rows rows;

    WorkflowRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Mono<Workflow> insert(Caller caller, ProjectId project, String name, String description, JsonNode graph) {
        return db.sql("""
                        insert into workflow (tenant_id, workflow_id, project_id, name, description, graph, created_by)
                        values (:tenant, :id, :project, :name, :description, :graph::json, :by)
                        returning graph,\s""" + COLUMNS)
                .bind("tenant", caller.tenant().value())
                .bind("id", UUID.randomUUID())
                .bind("project", project.value())
                .bind("name", name)
                .bind("description", description)
                .bind("graph", rows.json(graph))
                .bind("by", caller.user().value())
                .map(rows.to(Workflow.class))
                .one();
    }

    /** The newest first, without their graphs. */
    Flux<Workflow> findBefore(
            TenantId tenant,
            ProjectId project,
            boolean archived,
            @Nullable String text,
            Instant created,
            UUID id,
            int limit) {
        return db.sql("select null::json as graph, " + COLUMNS + """
                         from workflow
                        where tenant_id = :tenant and project_id = :project
                          and (:archived or archived_at is null)
                          and (:text::text is null or strpos(lower(name), lower(:text)) > 0)
                          and (created_at, workflow_id) < (:created, :id)
                        order by created_at desc, workflow_id desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("archived", archived)
                .bind("text", text == null ? Parameters.in(String.class) : Parameters.in(text))
                .bind("created", created)
                .bind("id", id)
                .bind("limit", limit)
                .map(rows.to(Workflow.class))
                .all();
    }

    Mono<Workflow> find(TenantId tenant, Workflow.Id id) {
        return db.sql("select graph, " + COLUMNS + " from workflow where tenant_id = :tenant and workflow_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(Workflow.class))
                .one();
    }

    /** Without its graph. */
    Mono<Workflow> findHead(TenantId tenant, Workflow.Id id) {
        return db.sql("select null::json as graph, " + COLUMNS
                        + " from workflow where tenant_id = :tenant and workflow_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(Workflow.class))
                .one();
    }

    /** Empty when the revision is not the current one. */
    Mono<Workflow> update(
            TenantId tenant,
            Workflow.Id id,
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode graph,
            long revision) {
        return db.sql("""
                        update workflow
                        set name = coalesce(:name, name), description = coalesce(:description, description),
                            graph = coalesce(:graph::json, graph), revision = revision + 1, updated_at = now()
                        where tenant_id = :tenant and workflow_id = :id and revision = :revision
                        returning graph,\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("name", name == null ? Parameters.in(String.class) : Parameters.in(name))
                .bind("description", description == null ? Parameters.in(String.class) : Parameters.in(description))
                .bind("graph", graph == null ? Parameters.in(String.class) : Parameters.in(rows.json(graph)))
                .bind("revision", revision)
                .map(rows.to(Workflow.class))
                .one();
    }

    Mono<Workflow> archive(TenantId tenant, Workflow.Id id) {
        return mark(tenant, id, "coalesce(archived_at, now())");
    }

    Mono<Workflow> restore(TenantId tenant, Workflow.Id id) {
        return mark(tenant, id, "null");
    }

    private Mono<Workflow> mark(TenantId tenant, Workflow.Id id, String archivedAt) {
        return db.sql("update workflow set archived_at = " + archivedAt + """
                        , revision = revision + 1, updated_at = now()
                        where tenant_id = :tenant and workflow_id = :id
                        returning graph,\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(Workflow.class))
                .one();
    }
}
