package dev.signalbox.platform.tokens;

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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PatRepository {

    private static final String COLUMNS = """
            token_id, display_name, scopes, project_ids, default_project_id, groups, read_only,
            created_at, expires_at, last_used_at, revoked_at
            """;

    private final DatabaseClient db;
    private final Rows rows;
    private final CallerCache callers;

    PatRepository(DatabaseClient db, Rows rows, CallerCache callers) {
        this.db = db;
        this.rows = rows;
        this.callers = callers;
    }

    /** @param parent the token that makes this one, which it does not outlive */
    Mono<Pat> insert(TenantId tenant, UserId user, NewPat pat, byte[] hash, @Nullable UUID parent) {
        ProjectId project = pat.defaultProjectId();
        return db.sql("""
                        insert into access_token (tenant_id, token_id, user_id, display_name, hash, scopes, project_ids,
                                                  default_project_id, groups, read_only, expires_at)
                        values (:tenant, :id, :user, :name, :hash, :scopes, :projects, :project, :groups, :readOnly,
                                least(now() + make_interval(days => :days),
                                      (select p.expires_at from access_token p where p.tenant_id = :tenant and p.token_id = :parent)))
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", UUID.randomUUID())
                .bind("user", user.value())
                .bind("name", pat.displayName())
                .bind("hash", hash)
                .bind("scopes", pat.scopes().stream().map(Scope::wire).sorted().toArray(String[]::new))
                .bind(
                        "projects",
                        pat.projectIds().stream().map(ProjectId::value).toArray(UUID[]::new))
                .bind("project", project == null ? Parameters.in(UUID.class) : Parameters.in(project.value()))
                .bind("groups", pat.groups().toArray(String[]::new))
                .bind("readOnly", pat.readOnly())
                .bind("days", pat.expiresInDays())
                .bind("parent", parent == null ? Parameters.in(UUID.class) : Parameters.in(parent))
                .map(this::pat)
                .one();
    }

    /** The newest first. */
    Flux<Pat> findBefore(TenantId tenant, UserId user, Instant created, UUID id, int limit) {
        return db.sql("select " + COLUMNS + """
                        from access_token
                        where tenant_id = :tenant and user_id = :user and kind = 'pat' and revoked_at is null
                          and (created_at, token_id) < (:created, :id)
                        order by created_at desc, token_id desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("created", created)
                .bind("id", id)
                .bind("limit", limit)
                .map(this::pat)
                .all();
    }

    Mono<Pat> find(TenantId tenant, UserId user, Pat.Id id) {
        return db.sql("select " + COLUMNS + """
                        from access_token
                        where tenant_id = :tenant and user_id = :user and token_id = :id and kind = 'pat'
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("id", id.value())
                .map(this::pat)
                .one();
    }

    /** The same token with another text; the old text is dead at once. */
    Mono<Pat> replaceHash(TenantId tenant, UserId user, Pat.Id id, byte[] hash) {
        return db.sql("""
                        update access_token set hash = :hash
                        where tenant_id = :tenant and user_id = :user and token_id = :id and kind = 'pat'
                          and revoked_at is null and expires_at > now()
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("id", id.value())
                .bind("hash", hash)
                .map(this::pat)
                .one()
                .delayUntil(_ -> callers.changed(tenant));
    }

    /** False when there is no such token; revoking twice is once. */
    Mono<Boolean> revoke(TenantId tenant, UserId user, Pat.Id id) {
        return db.sql("""
                        update access_token set revoked_at = coalesce(revoked_at, now())
                        where tenant_id = :tenant and user_id = :user and token_id = :id and kind = 'pat'
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("id", id.value())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1)
                .delayUntil(_ -> callers.changed(tenant));
    }

    Flux<Revocation> revokedSince(Instant moment) {
        return db.sql("select token_id, revoked_at from revoked_since(:moment)")
                .bind("moment", moment)
                .map(rows.to(Revocation.class))
                .all();
    }

    private Pat pat(Readable row) {
        var read = rows.to(Row.class).apply(row);
        return new Pat(
                new Pat.Id(read.tokenId()),
                read.displayName(),
                null,
                read.scopes().stream().map(Scope::of).toList(),
                read.projectIds().stream().map(ProjectId::new).toList(),
                read.defaultProjectId() == null ? null : new ProjectId(Objects.requireNonNull(read.defaultProjectId())),
                read.groups(),
                read.readOnly(),
                read.createdAt(),
                read.expiresAt(),
                read.lastUsedAt(),
                read.revokedAt());
    }

    record Revocation(UUID tokenId, Instant revokedAt) {}

    private record Row(
            UUID tokenId,
            String displayName,
            List<String> scopes,
            List<UUID> projectIds,
            @Nullable UUID defaultProjectId,
            List<String> groups,
            boolean readOnly,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}
}
