package dev.signalbox.platform.host;

import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.journal.ScheduleRepository;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Takes a picked run into possession, and lets it go. The run's row is always locked before its schedule. */
@Repository
class PickupRepository {

    private final DatabaseClient db;
    private final TenantTransaction transaction;

    PickupRepository(DatabaseClient db, TenantTransaction transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /**
     * Fences off whoever drove the run before. False when the pick is no longer ours: a node that slept between the pick and this
     * gets nothing, because the schedule's row is locked and looked at in the same statement that raises the epoch.
     */
    Mono<Boolean> claim(Pickup pickup) {
        Mono<Long> lock = db.sql("select epoch from run where tenant_id = :tenant and run_id = :run for update")
                .bind("tenant", pickup.tenant().value())
                .bind("run", pickup.run().value())
                .mapValue(Long.class)
                .one();
        Mono<Long> raise = db.sql("""
                        with ours as (
                            select 1 from scheduled_tasks
                            where task_name = :task and task_instance = :instance
                              and picked and picked_by = :node and version = :version
                            for update
                        )
                        update run set epoch = epoch + 1
                        from ours
                        where tenant_id = :tenant and run_id = :run and coalesce(ended_at, 'infinity') = 'infinity'
                        """)
                .bind("task", ScheduleRepository.TASK)
                .bind("instance", pickup.instance())
                .bind("node", pickup.node())
                .bind("version", pickup.version())
                .bind("tenant", pickup.tenant().value())
                .bind("run", pickup.run().value())
                .fetch()
                .rowsUpdated();
        return transaction.in(pickup.tenant(), lock.then(raise)).map(raised -> raised == 1);
    }

    /**
     * For runs that db-scheduler does not know this node drives; what was taken from it by now stays as it is. A place that is locked
     * is about to be given back, by one of those who hold several of them: it is not waited for.
     */
    Mono<Void> beat(String node, Collection<String> instances) {
        return db.sql("""
                        with ours as (
                            select task_name, task_instance from scheduled_tasks
                            where task_name = :task and task_instance = any (:instances) and picked and picked_by = :node
                            for update skip locked
                        )
                        update scheduled_tasks s set last_heartbeat = clock_timestamp()
                        from ours
                        where s.task_name = ours.task_name and s.task_instance = ours.task_instance
                        """)
                .bind("task", ScheduleRepository.TASK)
                .bind("instances", instances.toArray(String[]::new))
                .bind("node", node)
                .then();
    }

    /** @param at when to drive it again; null when only a change from outside can move it */
    Mono<Void> release(Pickup pickup, @Nullable Instant at) {
        return db.sql("""
                        with released as (
                            update scheduled_tasks
                            set picked = false, picked_by = null, last_heartbeat = null, execution_time = :at, version = version + 1,
                                consecutive_failures = 0
                            where :at::timestamptz is not null and task_name = :task and task_instance = :instance
                              and picked_by = :node and version = :version
                        )
                        delete from scheduled_tasks
                        where :at::timestamptz is null and task_name = :task and task_instance = :instance
                          and picked_by = :node and version = :version
                        """)
                .bind("task", ScheduleRepository.TASK)
                .bind("instance", pickup.instance())
                .bind("node", pickup.node())
                .bind("version", pickup.version())
                .bind("at", at == null ? Parameters.in(Instant.class) : Parameters.in(at))
                .then();
    }
}
