package dev.signalbox.platform.grants;

import dev.signalbox.platform.access.CallerCache;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class GrantRepository {

    private static final String COLUMNS = """
            token_id, client_id, display_name, client_host, scopes, project_ids, default_project_id, groups, read_only,
            created_at, expires_at, last_used_at
            """;

    private final DatabaseClient db;
    private final Rows rows;
    private final CallerCache callers;

    GrantRepository(DatabaseClient db, Rows rows, CallerCache callers) {
        this.db = db;
        this.rows = rows;
        this.callers = callers;
    }

    Mono<Grant> insert(NewGrant grant, int days) {
        UUID project = grant.projectId().value();
        return db.sql("""
                        insert into access_token (tenant_id, token_id, user_id, kind, client_id, display_name, client_host,
                                                  scopes, project_ids, default_project_id, groups, read_only, expires_at)
                        values (:tenant, :id, :user, 'grant', :client, :name, :host,
                                :scopes, :projects, :project, :groups, :readOnly, now() + make_interval(days => :days))
                        returning\s""" + COLUMNS)
                .bind("tenant", grant.tenantId().value())
                .bind("id", UUID.randomUUID())
                .bind("user", grant.userId().value())
                .bind("client", grant.clientId())
                .bind("name", grant.clientName())
                .bind("host", grant.clientHost())
                .bind(
                        "scopes",
                        grant.scopes().stream().map(Scope::wire).sorted().toArray(String[]::new))
                .bind("projects", grant.onlyThisProject() ? new UUID[] {project} : new UUID[0])
                .bind("project", project)
                .bind("groups", grant.groups().toArray(String[]::new))
                .bind("readOnly", grant.readOnly())
                .bind("days", days)
                .map(this::grant)
                .one();
    }

    Flux<Grant> findBefore(TenantId tenant, UserId user, Instant created, UUID id, int limit) {
        return db.sql("select " + COLUMNS + """
                         from access_token
                        where tenant_id = :tenant and user_id = :user and kind = 'grant'
                          and revoked_at is null and expires_at > now()
                          and (created_at, token_id) < (:created, :id)
                        order by created_at desc, token_id desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("created", created)
                .bind("id", id)
                .bind("limit", limit)
                .map(this::grant)
                .all();
    }

    /** Only one that still holds. */
    Mono<Grant> find(TenantId tenant, Grant.Id id) {
        return db.sql("select " + COLUMNS + """
                         from access_token
                        where tenant_id = :tenant and token_id = :id and kind = 'grant'
                          and revoked_at is null and expires_at > now()
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(this::grant)
                .one();
    }

    /**
     * Whose it was; empty when there is no such grant. Revoking twice is once.
     *
     * @param owner whose it must be; null for the client itself, which gives it back
     */
    Mono<UserId> revoke(TenantId tenant, @Nullable UserId owner, Grant.Id id) {
        return db.sql("""
                        update access_token set revoked_at = coalesce(revoked_at, now())
                        where tenant_id = :tenant and token_id = :id and kind = 'grant'
                          and (:owner::uuid is null or user_id = :owner)
                        returning user_id
                        """)
                .bind("tenant", tenant.value())
                .bind("owner", owner == null ? Parameters.in(UUID.class) : Parameters.in(owner.value()))
                .bind("id", id.value())
                .map(row -> new UserId(Rows.value(row, "user_id", UUID.class)))
                .one()
                .delayUntil(_ -> callers.changed(tenant));
    }

    private Grant grant(Readable row) {
        var read = rows.to(Row.class).apply(row);
        return new Grant(
                new Grant.Id(read.tokenId()),
                read.clientId(),
                read.displayName(),
                read.clientHost(),
                read.scopes().stream().map(Scope::of).toList(),
                read.projectIds().stream().map(ProjectId::new).toList(),
                read.defaultProjectId() == null ? null : new ProjectId(read.defaultProjectId()),
                read.groups(),
                read.readOnly(),
                read.createdAt(),
                read.expiresAt(),
                read.lastUsedAt());
    }

    private record Row(
            UUID tokenId,
            String clientId,
            String displayName,
            String clientHost,
            List<String> scopes,
            List<UUID> projectIds,
            @Nullable UUID defaultProjectId,
            List<String> groups,
            boolean readOnly,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}
}
