package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** When a run is to be driven next. The rows are written with the run, in one transaction; db-scheduler only picks them up. */
@Repository
public class ScheduleRepository {

    public static final String TASK = "run";

    private final DatabaseClient db;

    ScheduleRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A row that is picked stays as it is: its driver compares the run's wake counter before it lets go. */
    public Mono<Void> dueNow(TenantId tenant, RunId run) {
        return db.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:task, :instance, clock_timestamp(), false, 1)
                        on conflict (task_name, task_instance) do update
                        set execution_time = excluded.execution_time, version = scheduled_tasks.version + 1
                        where not scheduled_tasks.picked
                        """)
                .bind("task", TASK)
                .bind("instance", instance(tenant, run))
                .then();
    }

    public Mono<Void> remove(TenantId tenant, RunId run) {
        return db.sql("delete from scheduled_tasks where task_name = :task and task_instance = :instance")
                .bind("task", TASK)
                .bind("instance", instance(tenant, run))
                .then();
    }

    /** The same in all generations of a run: a repair must not make a second place, which another node could take up. */
    public static String instance(TenantId tenant, RunId run) {
        return "%s:%s".formatted(tenant, run);
    }
}
