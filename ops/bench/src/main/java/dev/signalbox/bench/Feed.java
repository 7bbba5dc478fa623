package dev.signalbox.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How far the tenant's feed has come. Every event of a run ends up in it, so a number of runs is through when the feed has grown
 * by their events: one cheap look, however many runs there are.
 */
final class Feed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Connection connection;
    private final PreparedStatement head;

    Feed(Database database) throws SQLException {
        connection = database.platform();
        head = connection.prepareStatement("select coalesce(max(position), 0) from run_feed_head");
    }

    long position() throws SQLException {
        try (var row = head.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void await(long position) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        while (position() < position) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "The feed stands at %d and not at %d after %s".formatted(position(), position, PATIENCE));
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
