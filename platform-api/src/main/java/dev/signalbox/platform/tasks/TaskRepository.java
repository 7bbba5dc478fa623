package dev.signalbox.platform.tasks;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Repository
class TaskRepository {

    private static final String COLUMNS = """
            task_id, project_id, workflow_id, run_id, step_key as step_id, name, task_type, payload, options, assignees,
            form_schema, timeout_default, status, approved, option, comment, decided_by, decided_at, due_at, created_at
            """;

    private final DatabaseClient db;
    private final Rows rows;

    TaskRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** Opens the task of a visit, or moves its deadline when it is open already. */
    Mono<Void> open(LiveRun run, Step.HumanTask step, Visit visit) {
        return db.sql("""
                        insert into human_task (tenant_id, task_id, project_id, workflow_id, run_id, step_key, name, task_type, payload,
                                                options, assignees, form_schema, timeout_default, due_at, created_at)
                        values (:tenant, :task, :project, :workflow, :run, :step, :name, :type, :payload,
                                :options, :assignees, :form, :timeoutDefault, :dueAt, :createdAt)
                        on conflict (tenant_id, task_id) do update set due_at = excluded.due_at where human_task.status = 'open'
                        """)
                .bind("tenant", run.tenant().value())
                .bind("task", run.taskId(visit))
                .bind("project", run.facts().projectId().value())
                .bind("workflow", run.facts().workflowId().value())
                .bind("run", run.facts().runId().value())
                .bind("step", visit.key().value())
                .bind("name", step.name())
                .bind("type", step.taskType())
                .bind(
                        "payload",
                        rows.jsonb(visit.input() == null ? JsonNodeFactory.instance.objectNode() : visit.input()))
                .bind("options", step.options().toArray(String[]::new))
                .bind("assignees", step.assignees().toArray(String[]::new))
                .bind("form", jsonb(step.formSchema()))
                .bind("timeoutDefault", jsonb(step.timeoutDefault()))
                .bind("dueAt", optional(Instant.class, visit.dueAt()))
                .bind("createdAt", visit.startedAt())
                .then();
    }

    /** The step ended without an answer to this task. */
    Mono<Void> cancel(TenantId tenant, UUID task, Instant now) {
        return db.sql("""
                        update human_task set status = 'cancelled', decided_at = :now
                        where tenant_id = :tenant and task_id = :task and status = 'open'
                        """)
                .bind("tenant", tenant.value())
                .bind("task", task)
                .bind("now", now)
                .then();
    }

    /** The run ended without its steps. */
    Mono<Void> cancelAll(TenantId tenant, RunId run, Instant now) {
        return db.sql("""
                        update human_task set status = 'cancelled', decided_at = :now
                        where tenant_id = :tenant and run_id = :run and status = 'open'
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("now", now)
                .then();
    }

    /** False when somebody was faster. */
    Mono<Boolean> decide(TenantId tenant, HumanTask.Id task, Decided decided) {
        return db.sql("""
                        update human_task
                        set status = :status, approved = :approved, option = :option, comment = :comment, decided_by = :by,
                            decided_at = :at
                        where tenant_id = :tenant and task_id = :task and status = 'open'
                        """)
                .bind("tenant", tenant.value())
                .bind("task", task.value())
                .bind("status", decided.status().wire())
                .bind("approved", optional(Boolean.class, decided.approved()))
                .bind("option", optional(String.class, decided.option()))
                .bind("comment", optional(String.class, decided.comment()))
                .bind(
                        "by",
                        optional(
                                UUID.class,
                                decided.by() == null ? null : decided.by().value()))
                .bind("at", decided.at())
                .fetch()
                .rowsUpdated()
                .map(updated -> updated == 1);
    }

    Mono<HumanTask> find(TenantId tenant, RunId run, HumanTask.Id task) {
        return db.sql("select " + COLUMNS
                        + " from human_task where tenant_id = :tenant and run_id = :run and task_id = :task")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("task", task.value())
                .map(rows.to(HumanTask.class))
                .one();
    }

    Flux<HumanTask> listOpenOfRun(TenantId tenant, RunId run) {
        return db.sql("select " + COLUMNS + """
                        from human_task
                        where tenant_id = :tenant and run_id = :run and status = 'open'
                        order by created_at, task_id
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .map(rows.to(HumanTask.class))
                .all();
    }

    /** Who has waited longest comes first. */
    Flux<HumanTask> listOpenAfter(TenantId tenant, Collection<ProjectId> projects, @Nullable TaskKey after, int limit) {
        return db.sql("select " + COLUMNS + """
                        from human_task
                        where tenant_id = :tenant and status = 'open' and project_id = any (:projects)
                          and (:afterAt::timestamptz is null or (created_at, task_id) > (:afterAt, :afterTask))
                        order by created_at, task_id
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("projects", projects.stream().map(ProjectId::value).toArray(UUID[]::new))
                .bind("afterAt", optional(Instant.class, after == null ? null : after.createdAt()))
                .bind(
                        "afterTask",
                        optional(UUID.class, after == null ? null : after.task().value()))
                .bind("limit", limit)
                .map(rows.to(HumanTask.class))
                .all();
    }

    Flux<DueTask> listDue() {
        return db.sql("select tenant_id, run_id, task_id from due_tasks()")
                .map(rows.to(DueTask.class))
                .all();
    }

    private Parameter jsonb(@Nullable JsonNode value) {
        return value == null ? Parameters.in(Json.class) : Parameters.in(rows.jsonb(value));
    }

    private static <T> Parameter optional(Class<T> type, @Nullable T value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    record Decided(
            HumanTask.Status status,
            @Nullable Boolean approved,
            @Nullable String option,
            @Nullable String comment,
            @Nullable UserId by,
            Instant at) {}

    record DueTask(TenantId tenantId, RunId runId, HumanTask.Id taskId) {}

    /** Where a page ends. */
    record TaskKey(Instant createdAt, HumanTask.Id task) {}
}
