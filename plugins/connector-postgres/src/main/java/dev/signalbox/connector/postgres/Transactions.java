package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * One transaction on a connection of its own for each call.
 *
 * <p>Guarantee: {@link #reading} is rolled back in any case, and before the caller's statement the server was told that the
 * transaction only reads and has taken a snapshot in it, after which no statement can make it writable again. A role whose
 * functions reach beyond a transaction (a superuser, or one that may run programs or touch files of the server) is refused.
 */
final class Transactions {

    private final PostgresSettings settings;
    private final ConnectorContext context;
    private final Logins logins;

    Transactions(PostgresSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
        this.logins = new Logins(settings, context);
    }

    @FunctionalInterface
    interface Work<T> {
        T in(PgConnection connection) throws SQLException;
    }

    <T> T reading(ToolCall call, Work<T> work) throws InterruptedException {
        return connected(call, connection -> {
            connection.setReadOnly(true);
            begin(connection, call);
            try {
                return work.in(connection);
            } finally {
                rollback(connection);
            }
        });
    }

    <T> T writing(ToolCall call, Work<T> work) throws InterruptedException {
        return connected(call, connection -> {
            begin(connection, call);
            var result = work.in(connection);
            commit(connection);
            return result;
        });
    }

    private <T> T connected(ToolCall call, Work<T> work) throws InterruptedException {
        PgConnection connection = null;
        try (var opened = logins.open(call.credential())) {
            connection = opened;
            opened.setAutoCommit(false);
            return work.in(opened);
        } catch (SQLException e) {
            // An interrupt closes the socket under the driver, which then tells of a broken connection.
            if (Thread.interrupted()) {
                throw interrupted(connection, e);
            }
            throw Failures.of(e, settings);
        }
    }

    private void begin(PgConnection connection, ToolCall call) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select pg_catalog.set_config('statement_timeout', ?, true),
                       pg_catalog.set_config('TimeZone', 'UTC', true),
                       pg_catalog.set_config('DateStyle', 'ISO', true),
                       pg_catalog.set_config('IntervalStyle', 'iso_8601', true),
                       exists (
                           select from pg_catalog.pg_roles
                           where rolname in ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files',
                                             'pg_signal_backend')
                             and pg_catalog.pg_has_role(session_user, oid, 'member')
                              or rolname = session_user and rolreplication)
                """)) {
            statement.setString(1, Long.toString(limit(call).toMillis()));
            try (var answer = statement.executeQuery()) {
                answer.next();
                if (answer.getBoolean(5)) {
                    throw new ToolException(
                            Reason.PERMISSION_DENIED,
                            "This role is a superuser, or may reach files, programs, sessions or replication of the server. Give the instance "
                                    + "a role that may only what its tools are for.");
                }
            }
        }
    }

    private Duration limit(ToolCall call) {
        var most = Duration.ofSeconds(settings.timeoutSeconds());
        var left = Duration.between(context.clock().instant(), call.deadline());
        var limit = left.compareTo(most) < 0 ? left : most;
        // Zero would mean no limit at all.
        return limit.toMillis() < 1 ? Duration.ofMillis(1) : limit;
    }

    /** A connection that cannot even roll back is closed next, which makes the server do it. */
    private void rollback(PgConnection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            context.logger().log(System.Logger.Level.DEBUG, "A reading transaction was not rolled back in order", e);
        }
    }

    private static void commit(PgConnection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (Failures.connectionLost(e)) {
                throw new ToolException(
                        Reason.OUTCOME_UNKNOWN,
                        "The connection was lost while the change was being committed; look whether it is there.",
                        e);
            }
            throw e;
        }
    }

    /** The server would go on with a statement that nobody waits for. */
    private InterruptedException interrupted(@Nullable PgConnection connection, SQLException cause) {
        if (connection != null) {
            try {
                // Not the connection's own method: to that the connection is closed, which it is, but not at the other
                // end.
                connection.getQueryExecutor().sendQueryCancel();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
        var interrupted = new InterruptedException("The call was cancelled while the database worked.");
        interrupted.initCause(cause);
        return interrupted;
    }
}
