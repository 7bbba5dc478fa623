package dev.signalbox.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Copies of one run, row by row and under new ids: what the platform itself has written, many times, in seconds. A copy is as good
 * as its original: it can be answered, it fires, it goes on.
 */
final class Copies {

    /** Everything of a run that waits. The id of its task is made from the run's, as the platform makes it. */
    private static final String[] WAITING = {"""
        insert into run select c.* from run t, copy, jsonb_populate_record(t,
            jsonb_build_object('run_id', copy.run_id, 'session_id', copy.run_id, 'started_at', clock_timestamp())) c
        where t.run_id = ?
        """, """
        insert into run_step select c.* from run_step t, copy, jsonb_populate_record(t,
            jsonb_build_object('run_id', copy.run_id)) c
        where t.run_id = ?
        """, """
        insert into run_event select c.* from run_event t, copy, jsonb_populate_record(t,
            jsonb_build_object('run_id', copy.run_id)) c
        where t.run_id = ?
        """, """
        insert into run_feed select c.* from run_feed t, copy, jsonb_populate_record(t,
            jsonb_build_object('run_id', copy.run_id, 'position', null)) c
        where t.run_id = ?
        """, """
        insert into human_task select c.* from human_task t, copy,
            decode(md5(format('%s:%s:1:%s:-:1', t.tenant_id, copy.run_id, t.step_key)), 'hex') as h,
            jsonb_populate_record(t, jsonb_build_object('run_id', copy.run_id, 'task_id',
                encode(set_byte(set_byte(h, 6, get_byte(h, 6) & 15 | 48), 8, get_byte(h, 8) & 63 | 128), 'hex')::uuid)) c
        where t.run_id = ?
        """, """
        insert into scheduled_tasks select c.* from run t, copy, scheduled_tasks s, jsonb_populate_record(s,
            jsonb_build_object('task_instance', format('%s:%s', t.tenant_id, copy.run_id))) c
        where t.run_id = ? and s.task_instance = format('%s:%s', t.tenant_id, t.run_id)
        """};

    /** What a start writes, and nothing of what came after. */
    private static final String[] ACCEPTED = {"""
        insert into run select c.* from run t, copy, jsonb_populate_record(t, jsonb_build_object(
            'run_id', copy.run_id, 'session_id', copy.run_id, 'started_at', clock_timestamp(), 'status', 'queued',
            'phase', 'queued', 'epoch', 0, 'wake', 1, 'last_seq', 1, 'output', null, 'begun_at', null, 'ended_at', null)) c
        where t.run_id = ?
        """, """
        insert into run_event select c.* from run_event t, copy, jsonb_populate_record(t,
            jsonb_build_object('run_id', copy.run_id)) c
        where t.run_id = ? and t.seq = 1
        """, """
        insert into run_feed select c.* from run_feed t, copy, jsonb_populate_record(t,
            jsonb_build_object('run_id', copy.run_id, 'position', null)) c
        where t.run_id = ? and t.seq = 1
        """, """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select 'run', format('%s:%s', t.tenant_id, copy.run_id), clock_timestamp(), false, 1 from run t, copy where t.run_id = ?
        """};

    private Copies() {}

    static void waiting(Connection connection, UUID original, int number) throws SQLException {
        copy(connection, original, number, WAITING);
    }

    static void accepted(Connection connection, UUID original, int number) throws SQLException {
        copy(connection, original, number, ACCEPTED);
    }

    private static void copy(Connection connection, UUID original, int number, String[] statements)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table copy as select gen_random_uuid() as run_id from generate_series(1, %d)"
                    .formatted(number));
            for (var sql : statements) {
                insert(connection, sql, original);
            }
            statement.execute("drop table copy");
            statement.execute("vacuum analyze run, run_step, run_event, run_feed, human_task, scheduled_tasks");
        }
    }

    private static void insert(Connection connection, String sql, UUID original) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, original);
            insert.executeUpdate();
        }
    }
}
