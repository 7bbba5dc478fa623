package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets queued runs into the schedule, as many as there is room for. Counts are of the moment: nodes may overshoot a little. */
@Repository
class AdmissionRepository {

    /**
     * What is under way: in all, and of this tenant. Looked at no further than it matters, and in the order of an index: places that
     * were given back stand in it until they are swept, and only a scan in order marks what it need not read again.
     */
    static final String ROOM = """
            with share as (
                select coalesce((select weight from run_share where tenant_id = :tenant), :weight) as weight,
                       coalesce((select most_due from run_share where tenant_id = :tenant), :mostDuePerTenant) as most_due
            ), room as (
                select share.weight,
                       least(:mostDue - (select count(*) from (
                                 select 1 from scheduled_tasks where execution_time <= now()
                                 order by execution_time limit :mostDue) a),
                             share.most_due - (select count(*) from (
                                 select 1 from scheduled_tasks
                                 where split_part(task_instance, ':', 1) = :instances and execution_time <= now()
                                 order by execution_time limit (select most_due from share)) b)) as places
                from share
            )
            """;

    private final DatabaseClient db;
    private final AdmissionSettings settings;

    AdmissionRepository(DatabaseClient db, AdmissionSettings settings) {
        this.db = db;
        this.settings = settings;
    }

    Flux<TenantId> listTenantsThatWait() {
        return db.sql("select tenant_id from tenants_with_unadmitted_runs()")
                .mapValue(UUID.class)
                .all()
                .map(TenantId::new);
    }

    /** At once, when there is room and no other run of the tenant has waited longer; else it stays in the queue. */
    Mono<Void> queue(TenantId tenant, RunId run) {
        return bound(ROOM + """
                        , admitted as (
                            update run r set admitted_at = clock_timestamp()
                            from room
                            where r.tenant_id = :tenant and r.run_id = :run
                              and (r.admitted_at is not null
                                   or (room.places > 0 and not exists (
                                       select 1 from run w
                                       where w.tenant_id = :tenant and w.run_id <> :run and w.admitted_at is null
                                         and w.ended_at is null and w.status = 'queued')))
                            returning 1
                        )
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        select :task, :instance, clock_timestamp(), false, 1 from admitted
                        on conflict (task_name, task_instance) do update
                        set execution_time = excluded.execution_time, version = scheduled_tasks.version + 1
                        where not scheduled_tasks.picked
                        """, tenant)
                .bind("run", run.value())
                .bind("instance", ScheduleRepository.instance(tenant, run))
                .then();
    }

    /** The turn of a tenant: its oldest ones; how many. Runs that somebody else writes right now wait for the next turn. */
    Mono<Long> admit(TenantId tenant) {
        return bound(ROOM + """
                        , turn as (
                            select run_id from run
                            where tenant_id = :tenant and admitted_at is null and ended_at is null and status = 'queued'
                            order by started_at, run_id
                            limit (select greatest(least(places, weight), 0) from room)
                            for update skip locked
                        ), admitted as (
                            update run r set admitted_at = clock_timestamp()
                            from turn
                            where r.tenant_id = :tenant and r.run_id = turn.run_id
                            returning r.run_id
                        )
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        select :task, :instances || ':' || run_id, clock_timestamp(), false, 1
                        from admitted
                        on conflict (task_name, task_instance) do nothing
                        """, tenant).fetch().rowsUpdated();
    }

    private GenericExecuteSpec bound(String sql, TenantId tenant) {
        return bound(db.sql(sql), tenant, settings);
    }

    /** What {@link #ROOM} asks for, and the task. */
    static GenericExecuteSpec bound(GenericExecuteSpec sql, TenantId tenant, AdmissionSettings settings) {
        return sql.bind("tenant", tenant.value())
                .bind("instances", tenant.toString())
                .bind("task", ScheduleRepository.TASK)
                .bind("weight", settings.weight())
                .bind("mostDue", settings.mostDue())
                .bind("mostDuePerTenant", settings.mostDuePerTenant());
    }
}
