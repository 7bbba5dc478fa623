package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.postgresql.codec.Json;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes how runs go on: many as one, in one statement. */
@Repository
class WriteRepository {

    private final DatabaseClient db;
    private final JsonMapper json;

    WriteRepository(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    byte[] written(Change change) {
        return json.writeValueAsBytes(change);
    }

    /**
     * Writes each run's next state, the visits, the events and their entry in the feed, and takes a run that has ended out of the
     * schedule. Of a run that is no longer in the state it was decided on nothing is written. Counting events in the run's row holds
     * its lock until the commit: so their numbers have no gap, and become visible in their order.
     *
     * <p>Two conditions are worded for the planner, which keeps its plan for long and made it when there were few runs. That a run has
     * not ended is asked in words that no partial index answers: without statistics one is taken for the key. That each change is the
     * tenant's makes it expect few, and look for each run by its key instead of reading all of them.
     *
     * @param changes as {@link #written}, of different runs
     * @return the places in the list of those that were written, from 0
     */
    Mono<Set<Integer>> write(TenantId tenant, List<byte[]> changes) {
        return db.sql("""
                        with change as (
                            select *
                            from rows from (jsonb_to_recordset(:changes) as (
                                tenant_id uuid, run_id uuid, epoch bigint, wake bigint, last_seq bigint, status text, phase text, next_epoch bigint,
                                next_wake bigint, edits jsonb, output jsonb, error jsonb, begun_at timestamptz,
                                paused_at timestamptz, drain_until timestamptz, ended_at timestamptz, instance text,
                                visits jsonb, events jsonb))
                                with ordinality as changes
                        ), fence as (
                            update run r
                            set status = c.status, phase = c.phase, epoch = c.next_epoch, wake = c.next_wake, edits = c.edits,
                                output = c.output -> 0, error = c.error, begun_at = c.begun_at, paused_at = c.paused_at,
                                drain_until = c.drain_until, ended_at = c.ended_at,
                                last_seq = r.last_seq + jsonb_array_length(c.events)
                            from change c
                            where c.tenant_id = :tenant and r.tenant_id = :tenant and r.run_id = c.run_id and r.epoch = c.epoch and r.wake = c.wake
                              and r.last_seq = c.last_seq and coalesce(r.ended_at, 'infinity') = 'infinity'
                            returning r.run_id, r.started_on, c.ordinality, c.last_seq as base, c.ended_at, c.instance, c.visits, c.events
                        ), visit as (
                            insert into run_step (tenant_id, run_id, step_key, generation, status, attempt, input, result, reason,
                                                  failure, due_at, started_at, ended_at)
                            select :tenant, f.run_id, v.key, v.generation, v.status, v.attempt, v.input, v.result, v.reason,
                                   v.failure, v.due_at, v.started_at, v.ended_at
                            from fence f, jsonb_to_recordset(f.visits) as v (
                                key text, generation integer, status text, attempt integer, input jsonb, result jsonb, reason text,
                                failure jsonb, due_at timestamptz, started_at timestamptz, ended_at timestamptz)
                            on conflict (tenant_id, run_id, step_key) do update
                            set generation = excluded.generation, status = excluded.status, attempt = excluded.attempt,
                                input = excluded.input, result = excluded.result, reason = excluded.reason,
                                failure = excluded.failure, due_at = excluded.due_at, started_at = excluded.started_at,
                                ended_at = excluded.ended_at
                        ), event as (
                            insert into run_event (tenant_id, started_on, run_id, seq, type, step_key, data)
                            select :tenant, f.started_on, f.run_id, f.base + e.n, e.event ->> 'type', e.event ->> 'step_id',
                                   e.event -> 'data'
                            from fence f, jsonb_array_elements(f.events) with ordinality as e (event, n)
                        ), fed as (
                            insert into run_feed (tenant_id, run_id, seq, events, started_on)
                            select :tenant, f.run_id, f.base + e.count, e.count, f.started_on
                            from fence f, jsonb_array_length(f.events) as e (count)
                            where e.count > 0
                        ), unscheduled as (
                            delete from scheduled_tasks s using fence f
                            where f.ended_at is not null and s.task_name = :task and s.task_instance = f.instance
                        )
                        select (ordinality - 1)::integer as place from fence
                        """)
                .bind("tenant", tenant.value())
                .bind("task", ScheduleRepository.TASK)
                .bind("changes", array(changes))
                .map(row -> Rows.value(row, "place", Integer.class))
                .all()
                .collect(HashSet<Integer>::new, Set::add)
                .map(Set::copyOf);
    }

    private static Json array(List<byte[]> items) {
        var array = new ByteArrayOutputStream();
        for (byte[] item : items) {
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(item);
        }
        array.write(']');
        return Json.of(array.toByteArray());
    }
}
