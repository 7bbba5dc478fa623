package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.sql.SQLException;

/** What the scheduler writes when the node that drives a run misses its heartbeats. */
final class DeadNode {

    private DeadNode() {}

    static void leaves(String run) throws SQLException {
        assertThat(isLeft(run)).isTrue();
    }

    /** False when no node drives the run. */
    static boolean isLeft(String run) throws SQLException {
        try (var connection = ApiTest.database().admin().open();
                var revive = connection.prepareStatement("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, version = version + 1, execution_time = clock_timestamp()
                        where picked and task_instance like '%' || ? || '%'
                        """)) {
            revive.setString(1, run);
            return revive.executeUpdate() == 1;
        }
    }

    /** A node took the run and was never heard of again. */
    static void took(String run) throws SQLException {
        try (var connection = ApiTest.database().admin().open();
                var take = connection.prepareStatement("""
                        update scheduled_tasks
                        set picked = true, picked_by = 'node-that-died', last_heartbeat = clock_timestamp() - interval '1 hour'
                        where not picked and task_instance like '%' || ? || '%'
                        """)) {
            take.setString(1, run);
            assertThat(take.executeUpdate()).isEqualTo(1);
        }
    }
}
