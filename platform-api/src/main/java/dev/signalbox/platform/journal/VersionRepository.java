package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.engine.Graph;
import io.r2dbc.spi.Parameters;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads what was published. */
@Repository
public class VersionRepository {

    private final DatabaseClient db;
    private final Rows rows;

    VersionRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** Empty when there is no such version, or the workflow is archived. */
    public Mono<Published> find(TenantId tenant, UUID workflow, @Nullable Integer version) {
        return db.sql("""
                        select w.workflow_id, w.project_id, v.version, v.graph
                        from workflow w
                        join workflow_version v on v.tenant_id = w.tenant_id and v.workflow_id = w.workflow_id
                        where w.tenant_id = :tenant and w.workflow_id = :workflow and w.archived_at is null
                          and (:version::integer is null or v.version = :version)
                        order by v.version desc
                        limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("workflow", workflow)
                .bind("version", version == null ? Parameters.in(Integer.class) : Parameters.in(version))
                .map(rows.to(PublishedRow.class))
                .one()
                .map(row -> new Published(row.workflowId(), row.projectId(), row.version(), Graph.read(row.graph())));
    }

    public Mono<ProjectId> findProject(TenantId tenant, UUID workflow) {
        return db.sql("select project_id from workflow where tenant_id = :tenant and workflow_id = :workflow")
                .bind("tenant", tenant.value())
                .bind("workflow", workflow)
                .map(row -> new ProjectId(Objects.requireNonNull(row.get("project_id", UUID.class))))
                .one();
    }

    public Mono<Graph> graph(TenantId tenant, UUID workflow, int version) {
        return db.sql("""
                        select graph from workflow_version
                        where tenant_id = :tenant and workflow_id = :workflow and version = :version
                        """)
                .bind("tenant", tenant.value())
                .bind("workflow", workflow)
                .bind("version", version)
                .map(rows.to(Document.class))
                .one()
                .map(found -> Graph.read(found.graph()));
    }

    public record Published(UUID workflowId, ProjectId projectId, int version, Graph graph) {}

    private record PublishedRow(UUID workflowId, ProjectId projectId, int version, JsonNode graph) {}

    private record Document(JsonNode graph) {}
}
