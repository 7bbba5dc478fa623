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
}
