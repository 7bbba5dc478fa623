package dev.signalbox.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

/** The contract, kept on PostgreSQL. */
class PostgresHostContractApiTest extends RunHostContract {

    @Autowired
    private PostgresHost host;

    @Autowired
    private RunJournal journal;

    @Override
    boolean isGivenUp(String run) throws SQLException {
        return DeadNode.isLeft(run);
    }

    @Override
    void leave() {
        host.stop();
    }

    @Override
    void come() {
        host.start();
    }

    @Override
    void breakConnections() throws SQLException {
        try (var connection = database().admin().open();
                var drop = connection.createStatement()) {
            drop.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and usename = 'signalbox_app'""");
        }
    }

    @Override
    void spoil(String run) throws SQLException {
        try (var connection = database().admin().open();
                var spoil = connection.createStatement()) {
            spoil.execute("update run set interpreter_version = 99 where run_id = '%s'".formatted(run));
            spoil.execute("""
                    update scheduled_tasks set consecutive_failures = 10, execution_time = clock_timestamp(), version = version + 1
                    where task_instance like '%%%s%%'""".formatted(run));
        }
    }

    @Override
    void takeUp(String run) throws SQLException {
        try (var connection = database().admin().open();
                var rise = connection.prepareStatement("update run set epoch = epoch + 1 where run_id = ?::uuid")) {
            rise.setString(1, run);
            assertThat(rise.executeUpdate()).isEqualTo(1);
        }
    }

    @Override
    Runnable completion(String run, String step) {
        var seen =
                Objects.requireNonNull(journal.read(tenant.id(), RunId.of(run)).block());
        var answer = Outcome.succeeded(JsonNodeFactory.instance.objectNode().put("approved", true));
        var write = journal.write(seen, seen.state(), seen.finish(StepKey.of(step), answer, Instant.now()));
        return write::block;
    }
}
