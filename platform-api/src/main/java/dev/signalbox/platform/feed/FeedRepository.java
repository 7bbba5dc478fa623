package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.runs.RunFilter;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class FeedRepository {

    private final DatabaseClient db;
    private final Rows rows;

    FeedRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Flux<TenantId> listTenantsWithUnplaced() {
        return db.sql("select tenant_id from tenants_with_unplaced_events()")
                .mapValue(UUID.class)
                .all()
                .map(TenantId::new);
    }

    /** Until the commit nobody else places; the position that was given last. */
    Mono<Long> lockHead(TenantId tenant) {
        Mono<Long> lock = db.sql("select position from run_feed_head where tenant_id = :tenant for update")
                .bind("tenant", tenant.value())
                .mapValue(Long.class)
                .one();
        return lock.switchIfEmpty(makeHead(tenant).then(lock));
    }

    private Mono<Void> makeHead(TenantId tenant) {
        return db.sql("insert into run_feed_head (tenant_id) values (:tenant) on conflict do nothing")
                .bind("tenant", tenant.value())
                .then();
    }

    /** Gives positions to what is committed and has none; to how many entries. Events of one run keep their order. */
    Mono<Long> place(TenantId tenant, long head, int limit) {
        return db.sql("""
                        with waiting as (
                            select run_id, seq, events from run_feed
                            where tenant_id = :tenant and position is null
                            order by run_id, seq
                            limit :limit
                        ), numbered as (
                            select run_id, seq, sum(events) over (order by run_id, seq) as n from waiting
                        ), placed as (
                            update run_feed f set position = :head + n
                            from numbered
                            where f.tenant_id = :tenant and f.run_id = numbered.run_id and f.seq = numbered.seq
                            returning f.position
                        ), counted as (
                            select count(*) as n, max(position) as last from placed
                        )
                        update run_feed_head set position = counted.last from counted where tenant_id = :tenant and counted.n > 0
                        returning counted.n
                        """)
                .bind("tenant", tenant.value())
                .bind("head", head)
                .bind("limit", limit)
                .mapValue(Long.class)
                .one();
    }

    Mono<Long> findHead(TenantId tenant) {
        return db.sql("select position from run_feed_head where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapValue(Long.class)
                .one()
                .defaultIfEmpty(0L);
    }

    /** What the reader may see, and how far the look went: entries that are not for them move the cursor too. */
    Mono<FeedPage> readAfter(
            TenantId tenant, Collection<ProjectId> projects, RunFilter filter, long position, int limit) {
        return db.sql("""
                        select f.position - f.seq + e.seq as position, f.run_id, r.workflow_id, r.project_id, e.seq, e.type,
                               e.step_key as step_id, e.data, e.at, r.status, r.phase as orchestration_phase
                        from (select position, run_id, seq, events, started_on from run_feed
                              where tenant_id = :tenant and position > :position
                              order by position
                              limit :limit) f
                        join run r on r.tenant_id = :tenant and r.run_id = f.run_id
                        join run_event e on e.tenant_id = :tenant and e.started_on = f.started_on and e.run_id = f.run_id
                                        and e.seq between greatest(f.seq - f.events, f.seq - f.position + :position) + 1 and f.seq
                        order by 1
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("position", position)
                .bind("limit", limit)
                .map(rows.to(FeedEntry.class))
                .all()
                .collectList()
                .map(found -> FeedPage.of(
                        found,
                        position,
                        limit,
                        entry -> projects.contains(entry.projectId())
                                && (filter.workflowId() == null
                                        || filter.workflowId().equals(entry.workflowId()))
                                && (filter.projectId() == null
                                        || filter.projectId()
                                                .equals(entry.projectId().value()))));
    }
}
