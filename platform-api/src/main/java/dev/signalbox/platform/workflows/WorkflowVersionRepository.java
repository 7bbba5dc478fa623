package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Repository
class WorkflowVersionRepository {

    private static final String COLUMNS = "workflow_id, version, notes, published_by, published_at";

    private final DatabaseClient db;
    private final Rows rows;

    WorkflowVersionRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /**
     * Counts up in the workflow's row, whose lock makes two publishers wait for one another, and freezes the graph. Empty when the draft has moved since that revision: an edit that was accepted meanwhile is not written over.
     */
    Mono<WorkflowVersion> publish(Caller caller, Workflow.Id id, JsonNode graph, String notes, long revision) {
        return db.sql("""
                        with next as (
                            update workflow
                            set latest_version = coalesce(latest_version, 0) + 1, graph = :graph::json,
                                revision = revision + 1, updated_at = now()
                            where tenant_id = :tenant and workflow_id = :id
                              and revision = :revision and archived_at is null
                            returning tenant_id, workflow_id, latest_version, graph)
                        insert into workflow_version (tenant_id, workflow_id, version, graph, notes, published_by)
                        select tenant_id, workflow_id, latest_version, graph, :notes, :by from next
                        returning graph,\s""" + COLUMNS)
                .bind("tenant", caller.tenant().value())
                .bind("id", id.value())
                .bind("graph", rows.json(graph))
                .bind("revision", revision)
                .bind("notes", notes)
                .bind("by", caller.user().value())
                .map(rows.to(WorkflowVersion.class))
                .one();
    }

    /** The newest first, without their graphs. */
    Flux<WorkflowVersion> findBefore(TenantId tenant, Workflow.Id id, int version, int limit) {
        return db.sql("select null::json as graph, " + COLUMNS + """
                         from workflow_version
                        where tenant_id = :tenant and workflow_id = :id and version < :version
                        order by version desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("version", version)
                .bind("limit", limit)
                .map(rows.to(WorkflowVersion.class))
                .all();
    }

    Mono<WorkflowVersion> find(TenantId tenant, Workflow.Id id, int version) {
        return db.sql("select graph, " + COLUMNS + """
                         from workflow_version
                        where tenant_id = :tenant and workflow_id = :id and version = :version
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("version", version)
                .map(rows.to(WorkflowVersion.class))
                .one();
    }
}
