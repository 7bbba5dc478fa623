package dev.signalbox.platform.members;

import dev.signalbox.platform.access.CallerCache;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ProjectMemberRepository {

    private static final String SELECT = """
            select pm.user_id, u.email, u.display_name, pm.role, m.disabled_at is not null as disabled, pm.created_at
            from project_member pm
            join member m on m.tenant_id = pm.tenant_id and m.user_id = pm.user_id
            join user_account u on u.user_id = pm.user_id
            where pm.tenant_id = :tenant and pm.project_id = :project
            """;

    private final DatabaseClient db;
    private final Rows rows;
    private final CallerCache callers;

    ProjectMemberRepository(DatabaseClient db, Rows rows, CallerCache callers) {
        this.db = db;
        this.rows = rows;
        this.callers = callers;
    }

    Flux<ProjectMember> findAfter(TenantId tenant, ProjectId project, String email, int limit) {
        return db.sql(SELECT + " and lower(u.email) > :email order by lower(u.email) limit :limit")
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("email", email)
                .bind("limit", limit)
                .map(rows.to(ProjectMember.class))
                .all();
    }

    Mono<ProjectMember> find(TenantId tenant, ProjectId project, UserId user) {
        return db.sql(SELECT + " and pm.user_id = :user")
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("user", user.value())
                .map(rows.to(ProjectMember.class))
                .one();
    }

    /** Until the commit nobody else changes who is in the project: of two admins who remove each other, the second one waits. */
    Mono<Standing> lock(TenantId tenant, ProjectId project) {
        return db.sql("select public from project where tenant_id = :tenant and project_id = :project for update")
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .then()
                .then(standing(tenant, project));
    }

    Mono<Standing> standing(TenantId tenant, ProjectId project) {
        return db.sql("""
                        select p.public as open,
                               (select count(*) from project_member pm
                                join member m on m.tenant_id = pm.tenant_id and m.user_id = pm.user_id
                                where pm.tenant_id = p.tenant_id and pm.project_id = p.project_id
                                  and pm.role = 'project_admin' and m.disabled_at is null) as admins
                        from project p
                        where p.tenant_id = :tenant and p.project_id = :project
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .map(rows.to(Standing.class))
                .one();
    }

    Mono<Void> put(TenantId tenant, ProjectId project, UserId user, ProjectRole role) {
        return db.sql("""
                        insert into project_member (tenant_id, project_id, user_id, role)
                        values (:tenant, :project, :user, :role)
                        on conflict (tenant_id, project_id, user_id) do update set role = excluded.role
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("user", user.value())
                .bind("role", role.wire())
                .then()
                .then(callers.changed(tenant));
    }

    Mono<Void> remove(TenantId tenant, ProjectId project, UserId user) {
        return db.sql("""
                        delete from project_member
                        where tenant_id = :tenant and project_id = :project and user_id = :user
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("user", user.value())
                .then()
                .then(callers.changed(tenant));
    }

    /** @param admins how many can act: somebody disabled does not count */
    record Standing(boolean open, long admins) {}
}
