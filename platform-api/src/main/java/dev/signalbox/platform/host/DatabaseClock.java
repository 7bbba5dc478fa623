package dev.signalbox.platform.host;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time on every node: whether a node is dead or a timer due must not depend on how well a node's clock is set. The
 * difference is measured once a minute, and the old one stays in use while the database does not answer. Thread-safe.
 */
final class DatabaseClock implements InstantSource {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final DataSource database;
    private volatile Duration ahead = Duration.ZERO;
    private volatile long measuredAt = System.nanoTime() - TRUSTED.toNanos();

    DatabaseClock(DataSource database) {
        this.database = database;
    }

    @Override
    public Instant instant() {
        if (System.nanoTime() - measuredAt >= TRUSTED.toNanos()) {
            measure();
        }
        return Clock.systemUTC().instant().plus(ahead);
    }

    private synchronized void measure() {
        long start = System.nanoTime();
        if (start - measuredAt < TRUSTED.toNanos()) {
            return;
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            var theirs = row.getObject(1, OffsetDateTime.class).toInstant();
            ahead = Duration.between(Clock.systemUTC().instant(), theirs);
        } catch (SQLException e) {
            log.warn("Could not read the database's time, keeping the last difference: {}", e.toString());
        }
        measuredAt = start;
    }
}
