package dev.signalbox.platform.access;

import dev.signalbox.platform.access.Caller.Kind;
import dev.signalbox.platform.access.RefusedCredential.KnownToken;
import dev.signalbox.platform.access.RefusedCredential.Reason;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads who a credential is, and which role they have now. */
@Repository
class CallerRepository {

    private final DatabaseClient db;
    private final Rows rows;

    CallerRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** Finds a token before its tenant is known, and enters that tenant for the rest of the transaction. */
    Mono<UUID> enterByHash(byte[] hash) {
        return db.sql("""
                        select token_id, set_config('app.tenant_id', tenant_id::text, true) as tenant
                        from find_token(:hash)
                        """)
                .bind("hash", hash)
                .map(row -> Rows.value(row, "token_id", UUID.class))
                .one();
    }

    /**
     * Whom a living token makes a caller, and notes that it was used; empty for every other text. One statement that enters the
     * tenant by itself.
     */
    Mono<Caller> enterByHash(byte[] hash, @Nullable ProjectId wanted, Kind kind) {
        return db.sql("select * from enter_token_caller(:hash, :wanted)")
                .bind("hash", hash)
                .bind("wanted", optional(wanted))
                .map(rows.to(TokenRow.class))
                .one()
                .map(row -> row.caller(kind));
    }

    Mono<Caller> byTokenId(UUID token, @Nullable ProjectId wanted, Kind kind) {
        return db.sql("select * from token_caller(:token, :wanted)")
                .bind("token", token)
                .bind("wanted", optional(wanted))
                .map(rows.to(TokenRow.class))
                .one()
                .map(row -> row.caller(kind));
    }

    /** For a grant, which has no text to be entered by. At most one write a minute: a busy one must not become a hot row. */
    Mono<Void> markUsed(UUID grant) {
        return db.sql("""
                        update access_token
                        set last_used_at = now()
                        where token_id = :grant
                          and (last_used_at is null or last_used_at < now() - interval '1 minute')
                        """).bind("grant", grant).then();
    }

    /** Why a token that is known makes nobody a caller; empty when it is not known in this tenant. */
    Mono<CredentialRefusedException> refusal(UUID token) {
        return db.sql("""
                        select tenant_id,
                               case when revoked_at is not null then 'revoked'
                                    when expires_at <= now() then 'expired'
                                    else 'withdrawn' end as reason
                        from access_token
                        where token_id = :token
                        """)
                .bind("token", token)
                .map(row -> CredentialRefusedException.of(
                        Reason.valueOf(Rows.value(row, "reason", String.class).toUpperCase(Locale.ROOT)),
                        new KnownToken(new TenantId(Rows.value(row, "tenant_id", UUID.class)), token)))
                .one();
    }

    Mono<Caller> byUser(TenantId tenant, UserId user, @Nullable ProjectId wanted, Kind kind) {
        return db.sql("""
                        select u.user_id, u.email, u.display_name, m.tenant_id, m.role as tenant_role,
                               p.project_id, p.role as project_role
                        from member m
                        join tenant n on n.tenant_id = m.tenant_id and n.suspended_at is null
                        join user_account u on u.user_id = m.user_id
                        left join lateral enter_project(m.user_id, :wanted, '{}') p on true
                        where m.tenant_id = :tenant
                          and m.user_id = :user
                          and m.disabled_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("wanted", optional(wanted))
                .map(rows.to(UserRow.class))
                .one()
                .map(row -> row.caller(kind));
    }

    Mono<ProjectRole> projectRole(ProjectId project, UserId user) {
        return db.sql("select role from enter_project(:user, :project, '{}')")
                .bind("user", user.value())
                .bind("project", project.value())
                .map(row -> ProjectRole.of(Rows.value(row, "role", String.class)))
                .one();
    }

    Flux<ProjectId> visibleProjects(UserId user, Set<ProjectId> limits) {
        return db.sql("select project_id from visible_projects(:user, :limits)")
                .bind("user", user.value())
                .bind("limits", limits.stream().map(ProjectId::value).toArray(UUID[]::new))
                .map(row -> new ProjectId(Rows.value(row, "project_id", UUID.class)))
                .all();
    }

    private static Parameter optional(@Nullable ProjectId project) {
        return project == null ? Parameters.in(UUID.class) : Parameters.in(project.value());
    }

    /** A run token's scopes are for the runs it starts; who shows it may only run its workflow. */
    private record TokenRow(
            UUID userId,
            String email,
            String displayName,
            UUID tenantId,
            TenantRole tenantRole,
            @Nullable UUID projectId,
            @Nullable ProjectRole projectRole,
            List<String> scopes,
            List<UUID> projectIds,
            List<String> groups,
            boolean readOnly,
            UUID tokenId,
            Instant expiresAt,
            @Nullable UUID workflowId) {

        Caller caller(Kind kind) {
            boolean limited = workflowId != null && kind != Kind.RUN;
            return new Caller(
                    kind,
                    new UserId(userId),
                    email,
                    displayName,
                    new TenantId(tenantId),
                    tenantRole,
                    projectId == null ? null : new ProjectId(projectId),
                    projectRole,
                    scopes.stream()
                            .map(Scope::of)
                            .filter(scope -> !limited || scope == Scope.WORKFLOW_RUN)
                            .collect(Collectors.toUnmodifiableSet()),
                    projectIds.stream().map(ProjectId::new).collect(Collectors.toUnmodifiableSet()),
                    groups,
                    readOnly,
                    tokenId,
                    expiresAt,
                    null,
                    limited ? workflowId : null);
        }
    }

    private record UserRow(
            UUID userId,
            String email,
            String displayName,
            UUID tenantId,
            TenantRole tenantRole,
            @Nullable UUID projectId,
            @Nullable ProjectRole projectRole) {

        /** A person at the sign-in has every scope; their role alone decides. */
        Caller caller(Kind kind) {
            return new Caller(
                    kind,
                    new UserId(userId),
                    email,
                    displayName,
                    new TenantId(tenantId),
                    tenantRole,
                    projectId == null ? null : new ProjectId(projectId),
                    projectRole,
                    Scope.all(),
                    Set.of(),
                    List.of(),
                    false,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
