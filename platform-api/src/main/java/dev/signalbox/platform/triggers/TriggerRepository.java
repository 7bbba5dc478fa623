package dev.signalbox.platform.triggers;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.workflows.Workflow;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Triggers as people see and change them. */
@Repository
class TriggerRepository {

    static final String COLUMNS = """
            trigger_id as id, project_id, workflow_id, name, cron, time_zone, version, trigger_payload, catch_up,
            catch_up_limit, overlap, starts_at, ends_at, enabled, revision, owner, owner_token, next_fire_at,
            queued_fire_at, last_fire_at, last_run_id, failures, last_error, created_at, updated_at
            """;

    private final DatabaseClient db;
    private final Rows rows;

    TriggerRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Mono<Trigger> insert(Caller owner, Workflow workflow, TriggerSettings settings, @Nullable Instant next) {
        var insert = db.sql("""
                        insert into trigger (tenant_id, trigger_id, project_id, workflow_id, name, cron, time_zone, version,
                                             trigger_payload, catch_up, catch_up_limit, overlap, starts_at, ends_at, enabled,
                                             owner, owner_token, next_fire_at)
                        values (:tenant, :id, :project, :workflow, :name, :cron, :zone, :version,
                                :payload, :catchUp, :catchUpLimit, :overlap, :startsAt, :endsAt, :enabled,
                                :owner, :ownerToken, :next)
                        returning\s""" + COLUMNS)
                .bind("id", UUID.randomUUID())
                .bind("project", workflow.projectId().value())
                .bind("workflow", workflow.id().value());
        return bind(insert, owner, settings, next).map(rows.to(Trigger.class)).one();
    }

    /** Empty when the revision is not the current one. What was saved begins with a clean sheet. */
    Mono<Trigger> update(Caller owner, Trigger.Id id, TriggerSettings settings, @Nullable Instant next, long revision) {
        var update = db.sql("""
                        update trigger
                        set name = :name, cron = :cron, time_zone = :zone, version = :version, trigger_payload = :payload,
                            catch_up = :catchUp, catch_up_limit = :catchUpLimit, overlap = :overlap,
                            starts_at = :startsAt, ends_at = :endsAt, enabled = :enabled,
                            owner = :owner, owner_token = :ownerToken, next_fire_at = :next,
                            queued_fire_at = case when :enabled then queued_fire_at end,
                            failures = 0, last_error = null, revision = revision + 1, updated_at = now()
                        where tenant_id = :tenant and trigger_id = :id and revision = :revision
                        returning\s""" + COLUMNS).bind("id", id.value()).bind("revision", revision);
        return bind(update, owner, settings, next).map(rows.to(Trigger.class)).one();
    }

    private GenericExecuteSpec bind(
            GenericExecuteSpec statement, Caller owner, TriggerSettings settings, @Nullable Instant next) {
        return statement
                .bind("tenant", owner.tenant().value())
                .bind("name", settings.name())
                .bind("cron", settings.cron())
                .bind("zone", settings.timeZone())
                .bind("version", optional(Integer.class, settings.version()))
                .bind("payload", rows.jsonb(settings.triggerPayload()))
                .bind("catchUp", settings.catchUp().wire())
                .bind("catchUpLimit", settings.catchUpLimit())
                .bind("overlap", settings.overlap().wire())
                .bind("startsAt", optional(Instant.class, settings.startsAt()))
                .bind("endsAt", optional(Instant.class, settings.endsAt()))
                .bind("enabled", settings.enabled())
                .bind("owner", owner.user().value())
                .bind("ownerToken", optional(UUID.class, owner.tokenId()))
                .bind("next", optional(Instant.class, next));
    }

    /** Without a next fire; one that waits is given up. */
    Mono<Trigger> pause(TenantId tenant, Trigger.Id id) {
        return db.sql("""
                        update trigger
                        set enabled = false, next_fire_at = null, queued_fire_at = null,
                            revision = revision + 1, updated_at = now()
                        where tenant_id = :tenant and trigger_id = :id
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(Trigger.class))
                .one();
    }

    Mono<Trigger> find(TenantId tenant, Trigger.Id id) {
        return find(tenant, id, "");
    }

    /** Nobody else changes or fires it before the end of the transaction. */
    Mono<Trigger> lock(TenantId tenant, Trigger.Id id) {
        return find(tenant, id, " for update");
    }

    private Mono<Trigger> find(TenantId tenant, Trigger.Id id, String lock) {
        return db.sql("select " + COLUMNS + " from trigger where tenant_id = :tenant and trigger_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(Trigger.class))
                .one();
    }

    /** The newest first. */
    Flux<Trigger> findBefore(
            TenantId tenant,
            Collection<ProjectId> projects,
            Workflow.@Nullable Id workflow,
            Instant created,
            UUID id,
            int limit) {
        return db.sql("select " + COLUMNS + """
                         from trigger
                        where tenant_id = :tenant and project_id = any (:projects)
                          and (:workflow::uuid is null or workflow_id = :workflow)
                          and (created_at, trigger_id) < (:created, :id)
                        order by created_at desc, trigger_id desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("projects", projects.stream().map(ProjectId::value).toArray(UUID[]::new))
                .bind("workflow", optional(UUID.class, workflow == null ? null : workflow.value()))
                .bind("created", created)
                .bind("id", id)
                .bind("limit", limit)
                .map(rows.to(Trigger.class))
                .all();
    }

    Mono<Void> delete(TenantId tenant, Trigger.Id id) {
        return db.sql("delete from trigger where tenant_id = :tenant and trigger_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .then();
    }

    private static <T> Parameter optional(Class<T> type, @Nullable T value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }
}
