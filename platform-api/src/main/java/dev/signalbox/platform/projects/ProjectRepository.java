package dev.signalbox.platform.projects;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.CallerCache;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ProjectRepository {

    private final DatabaseClient db;
    private final Rows rows;
    private final CallerCache callers;

    ProjectRepository(DatabaseClient db, Rows rows, CallerCache callers) {
        this.db = db;
        this.rows = rows;
        this.callers = callers;
    }

    Flux<Project> findAfter(Caller caller, String slug, int limit) {
        return db.sql("""
                        select p.project_id as id, p.slug, p.name, p.public as open, v.role, p.version, p.created_at
                        from visible_projects(:user, :limits) v
                        join project p on p.tenant_id = :tenant and p.project_id = v.project_id
                        where p.slug > :slug
                        order by p.slug
                        limit :limit
                        """)
                .bind("user", caller.user().value())
                .bind("limits", limits(caller))
                .bind("tenant", caller.tenant().value())
                .bind("slug", slug)
                .bind("limit", limit)
                .map(rows.to(Project.class))
                .all();
    }

    Mono<Project> find(Caller caller, ProjectId project) {
        return db.sql("""
                        select p.project_id as id, p.slug, p.name, p.public as open, v.role, p.version, p.created_at
                        from visible_projects(:user, :limits) v
                        join project p on p.tenant_id = :tenant and p.project_id = v.project_id
                        where p.project_id = :project
                        """)
                .bind("user", caller.user().value())
                .bind("limits", limits(caller))
                .bind("tenant", caller.tenant().value())
                .bind("project", project.value())
                .map(rows.to(Project.class))
                .one();
    }

    Mono<Void> insert(TenantId tenant, ProjectId project, String slug, String name, boolean open) {
        return db.sql("""
                        insert into project (tenant_id, project_id, slug, name, public)
                        values (:tenant, :project, :slug, :name, :open)
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("slug", slug)
                .bind("name", name)
                .bind("open", open)
                .then()
                .then(callers.changed(tenant));
    }

    Mono<Void> insertAdmin(TenantId tenant, ProjectId project, UserId user) {
        return db.sql("""
                        insert into project_member (tenant_id, project_id, user_id, role)
                        values (:tenant, :project, :user, 'project_admin')
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("user", user.value())
                .then()
                .then(callers.changed(tenant));
    }

    /** False when the version is not the current one. */
    Mono<Boolean> update(
            TenantId tenant, ProjectId project, @Nullable String name, @Nullable Boolean open, long version) {
        return db.sql("""
                        update project
                        set name = coalesce(:name, name), public = coalesce(:open, public), version = version + 1
                        where tenant_id = :tenant and project_id = :project and version = :version
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("name", name == null ? Parameters.in(String.class) : Parameters.in(name))
                .bind("open", open == null ? Parameters.in(Boolean.class) : Parameters.in(open))
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1)
                .delayUntil(_ -> callers.changed(tenant));
    }

    Mono<Void> archive(TenantId tenant, ProjectId project) {
        return db.sql("update project set archived_at = now() where tenant_id = :tenant and project_id = :project")
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .then()
                .then(callers.changed(tenant));
    }

    private static UUID[] limits(Caller caller) {
        return caller.projects().stream().map(ProjectId::value).toArray(UUID[]::new);
    }
}
