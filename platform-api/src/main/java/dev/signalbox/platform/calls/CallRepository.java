package dev.signalbox.platform.calls;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class CallRepository {

    private final DatabaseClient db;
    private final Rows rows;

    CallRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** Where a run stands among those that call one another. */
    Mono<Place> place(TenantId tenant, RunId run) {
        return db.sql("""
                        select root_run_id as root, depth from run_call
                        where tenant_id = :tenant and child_run_id = :run
                        """)
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .map(rows.to(Place.class))
                .one()
                .defaultIfEmpty(new Place(run, 0));
    }

    /**
     * @param root the run that nobody called
     * @param depth how many calls lie above; 0 for the root
     */
    record Place(RunId root, int depth) {}

    /** Counts one more run below the root, and lets nobody else count before the transaction ends; false when there are enough. */
    Mono<Boolean> count(TenantId tenant, RunId root, int most) {
        return db.sql("""
                        insert into run_tree (tenant_id, root_run_id, started) values (:tenant, :root, 1)
                        on conflict (tenant_id, root_run_id) do update
                        set started = run_tree.started + 1 where run_tree.started < :most
                        """)
                .bind("tenant", tenant.value())
                .bind("root", root.value())
                .bind("most", most)
                .fetch()
                .rowsUpdated()
                .map(counted -> counted == 1);
    }

    Mono<Void> discount(TenantId tenant, RunId root) {
        return db.sql("""
                        update run_tree set started = started - 1 where tenant_id = :tenant and root_run_id = :root
                        """)
                .bind("tenant", tenant.value())
                .bind("root", root.value())
                .then();
    }

    Mono<Void> insert(TenantId tenant, RunId child, RunId parent, StepKey step, Place place) {
        return db.sql("""
                        insert into run_call (tenant_id, child_run_id, parent_run_id, step_key, root_run_id, depth)
                        values (:tenant, :child, :parent, :step, :root, :depth)
                        """)
                .bind("tenant", tenant.value())
                .bind("child", child.value())
                .bind("parent", parent.value())
                .bind("step", step.value())
                .bind("root", place.root().value())
                .bind("depth", place.depth())
                .then();
    }

    /** With the child's end: its parent is to hear of it. A child that was to be stopped no longer is. */
    Mono<Void> markReturn(TenantId tenant, RunId child) {
        return db.sql("update run_call set todo = 'return' where tenant_id = :tenant and child_run_id = :child")
                .bind("tenant", tenant.value())
                .bind("child", child.value())
                .then();
    }

    /** With the end of the parent's step: nobody waits for the child any more. One that has ended has marked its return. */
    Mono<Void> markStop(TenantId tenant, RunId child) {
        return db.sql("""
                        update run_call c set todo = 'stop'
                        from run r
                        where c.tenant_id = :tenant and c.child_run_id = :child and c.todo is null
                          and r.tenant_id = c.tenant_id and r.run_id = c.child_run_id and r.ended_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("child", child.value())
                .then();
    }

    /** With the end of a parent that could not be read: whatever it started. */
    Mono<Void> markStopAll(TenantId tenant, RunId parent) {
        return db.sql("""
                        update run_call c set todo = 'stop'
                        from run r
                        where c.tenant_id = :tenant and c.parent_run_id = :parent and c.todo is null
                          and r.tenant_id = c.tenant_id and r.run_id = c.child_run_id and r.ended_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("parent", parent.value())
                .then();
    }

    Mono<Void> settled(Unsettled call) {
        return db.sql("update run_call set todo = null where tenant_id = :tenant and child_run_id = :child")
                .bind("tenant", call.tenantId().value())
                .bind("child", call.childRunId().value())
                .then();
    }

    Flux<Unsettled> listUnsettled() {
        return db.sql("select tenant_id, child_run_id, parent_run_id, step_key, todo from calls_to_settle()")
                .map(rows.to(Unsettled.class))
                .all();
    }

    record Unsettled(TenantId tenantId, RunId childRunId, RunId parentRunId, StepKey stepKey, Todo todo) {}

    enum Todo {
        RETURN,
        STOP
    }
}
