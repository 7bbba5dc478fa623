package dev.signalbox.platform.invitations;

import dev.signalbox.platform.access.CallerCache;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
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
class InvitationRepository {

    private static final String COLUMNS =
            "invitation_id as id, email, role, project_id, project_role, created_at, expires_at, accepted_at, null::text as token";

    private final DatabaseClient db;
    private final Rows rows;
    private final CallerCache callers;

    InvitationRepository(DatabaseClient db, Rows rows, CallerCache callers) {
        this.db = db;
        this.rows = rows;
        this.callers = callers;
    }

    Mono<Invitation> insert(
            TenantId tenant,
            String email,
            TenantRole role,
            @Nullable ProjectId project,
            @Nullable ProjectRole projectRole,
            byte[] hash,
            UserId invitedBy) {
        return db.sql("""
                        insert into invitation (tenant_id, invitation_id, email, role, project_id, project_role, hash, invited_by, expires_at)
                        values (:tenant, :id, :email, :role, :project, :projectRole, :hash, :by, now() + interval '7 days')
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", UUID.randomUUID())
                .bind("email", email)
                .bind("role", role.wire())
                .bind("project", project == null ? Parameters.in(UUID.class) : Parameters.in(project.value()))
                .bind(
                        "projectRole",
                        projectRole == null ? Parameters.in(String.class) : Parameters.in(projectRole.wire()))
                .bind("hash", hash)
                .bind("by", invitedBy.value())
                .map(rows.to(Invitation.class))
                .one();
    }

    /** Those that may still be accepted. */
    Flux<Invitation> listOpen(TenantId tenant) {
        return db.sql("select " + COLUMNS + """
                         from invitation
                        where tenant_id = :tenant and accepted_at is null and revoked_at is null and expires_at > now()
                        order by created_at desc
                        limit 200
                        """)
                .bind("tenant", tenant.value())
                .map(rows.to(Invitation.class))
                .all();
    }

    Mono<Boolean> revoke(TenantId tenant, Invitation.Id id) {
        return db.sql("""
                        update invitation set revoked_at = now()
                        where tenant_id = :tenant and invitation_id = :id and accepted_at is null and revoked_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** Whose link it is, before anybody is known. */
    Mono<Link> find(byte[] hash) {
        return db.sql("select tenant_id, invitation_id from find_invitation(:hash)")
                .bind("hash", hash)
                .map(rows.to(Link.class))
                .one();
    }

    /** Empty when it can no longer be accepted. */
    Mono<Invited> read(Link link) {
        return db.sql("""
                        select t.name as tenant_name, i.email, i.role, p.name as project_name, i.project_role,
                               u.display_name as invited_by, i.expires_at
                        from invitation i
                        join tenant t on t.tenant_id = i.tenant_id and t.suspended_at is null
                        left join project p on p.tenant_id = i.tenant_id and p.project_id = i.project_id
                        left join user_account u on u.user_id = i.invited_by
                        where i.tenant_id = :tenant and i.invitation_id = :id
                          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
                        """)
                .bind("tenant", link.tenantId().value())
                .bind("id", link.invitationId().value())
                .map(rows.to(Invited.class))
                .one();
    }

    /** Uses the link up; empty when it was used, revoked or is too old. */
    Mono<Invitation> accept(Link link) {
        return db.sql("""
                        update invitation set accepted_at = now()
                        where tenant_id = :tenant and invitation_id = :id
                          and accepted_at is null and revoked_at is null and expires_at > now()
                          and exists (select 1 from tenant t where t.tenant_id = :tenant and t.suspended_at is null)
                        returning\s""" + COLUMNS)
                .bind("tenant", link.tenantId().value())
                .bind("id", link.invitationId().value())
                .map(rows.to(Invitation.class))
                .one();
    }

    Mono<Void> joinProject(TenantId tenant, ProjectId project, UserId user, ProjectRole role) {
        return db.sql("""
                        insert into project_member (tenant_id, project_id, user_id, role)
                        values (:tenant, :project, :user, :role)
                        on conflict (tenant_id, project_id, user_id) do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("user", user.value())
                .bind("role", role.wire())
                .then()
                .then(callers.changed(tenant));
    }

    record Link(TenantId tenantId, Invitation.Id invitationId) {}
}
