package dev.signalbox.platform.guided;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.CallerCache;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.workflows.Workflow;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class RunTokenRepository {

    private static final String COLUMNS =
            "token_id as id, display_name, workflow_id, null::text as token, created_at, expires_at, last_used_at";

    private final DatabaseClient db;
    private final Rows rows;
    private final CallerCache callers;

    RunTokenRepository(DatabaseClient db, Rows rows, CallerCache callers) {
        this.db = db;
        this.rows = rows;
        this.callers = callers;
    }

    /** With the scopes of its maker, limited to the workflow's project, and not outliving the token it is made with. */
    Mono<RunToken> insert(Caller maker, String name, Workflow workflow, int days, byte[] hash) {
        return db.sql("""
                        insert into access_token (tenant_id, token_id, user_id, display_name, hash, kind, workflow_id, made_with,
                                                  scopes, project_ids, default_project_id, expires_at)
                        values (:tenant, :id, :user, :name, :hash, 'run', :workflow, :madeWith,
                                :scopes, array[:project], :project,
                                least(now() + make_interval(days => :days),
                                      (select p.expires_at from access_token p
                                       where p.tenant_id = :tenant and p.token_id = :madeWith)))
                        returning\s""" + COLUMNS)
                .bind("tenant", maker.tenant().value())
                .bind("id", UUID.randomUUID())
                .bind("user", maker.user().value())
                .bind("name", name)
                .bind("hash", hash)
                .bind("workflow", workflow.id().value())
                .bind("madeWith", optional(maker.tokenId()))
                .bind(
                        "scopes",
                        maker.scopes().stream().map(Scope::wire).sorted().toArray(String[]::new))
                .bind("project", workflow.projectId().value())
                .bind("days", days)
                .map(rows.to(RunToken.class))
                .one();
    }

    Flux<RunToken> findBefore(
            TenantId tenant, UserId user, Workflow.@Nullable Id workflow, Instant created, UUID id, int limit) {
        return db.sql("select " + COLUMNS + """
                         from access_token
                        where tenant_id = :tenant and user_id = :user and kind = 'run' and revoked_at is null
                          and (:workflow::uuid is null or workflow_id = :workflow)
                          and (created_at, token_id) < (:created, :id)
                        order by created_at desc, token_id desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("workflow", optional(workflow == null ? null : workflow.value()))
                .bind("created", created)
                .bind("id", id)
                .bind("limit", limit)
                .map(rows.to(RunToken.class))
                .all();
    }

    /** False when there is no such token; revoking twice is once. */
    Mono<Boolean> revoke(TenantId tenant, UserId user, RunToken.Id id) {
        return db.sql("""
                        update access_token set revoked_at = coalesce(revoked_at, now())
                        where tenant_id = :tenant and user_id = :user and token_id = :id and kind = 'run'
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("id", id.value())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1)
                .delayUntil(_ -> callers.changed(tenant));
    }

    private static Parameter optional(@Nullable UUID id) {
        return id == null ? Parameters.in(UUID.class) : Parameters.in(id);
    }
}
