package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/** Runs one statement and turns what it gives into a result. */
final class Statements {

    private final Parameters parameters;
    private final Rows rows;

    Statements(ConnectorJson json) {
        this.parameters = new Parameters(json);
        this.rows = new Rows(json);
    }

    ToolResult query(PgConnection connection, String sql, List<? extends @Nullable Object> values, int maxRows)
            throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            // One more than is shown, to know whether more follow.
            statement.setMaxRows(maxRows + 1);
            if (!statement.execute()) {
                throw new ToolException(Reason.INVALID_ARGUMENT, "The statement gives no rows.");
            }
            try (var found = statement.getResultSet()) {
                return ToolResult.of(rows.read(found, maxRows).toMap());
            }
        }
    }

    ToolResult execute(PgConnection connection, String sql, List<? extends @Nullable Object> values, int maxRows)
            throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            if (!statement.execute()) {
                return ToolResult.of(Map.of("rows_affected", statement.getLargeUpdateCount()));
            }
            try (var found = statement.getResultSet()) {
                var shown = rows.read(found, maxRows);
                Map<String, @Nullable Object> result = new LinkedHashMap<>();
                result.put("rows_affected", shown.rows().size() + rest(shown, found));
                result.putAll(shown.toMap());
                return ToolResult.of(result);
            }
        }
    }

    /** Reading stops on the first row that is not shown. */
    private static long rest(Rows.Page shown, ResultSet found) throws SQLException {
        long rest = shown.hasMore() ? 1 : 0;
        while (found.next()) {
            rest++;
        }
        return rest;
    }

    private PreparedStatement prepare(PgConnection connection, String sql, List<? extends @Nullable Object> values)
            throws SQLException {
        int places = places(connection, sql);
        if (places != values.size()) {
            throw new ToolException(
                    Reason.INVALID_ARGUMENT,
                    "The statement has %d places for values, but there are %d parameters."
                            .formatted(places, values.size()));
        }
        var statement = connection.prepareStatement(sql);
        parameters.bind(statement, values);
        return statement;
    }

    /**
     * The driver takes a text with semicolons apart and sends every part, so that {@code commit; drop …} would leave
     * the transaction. Asking the driver itself leaves no room for reading the text in two ways: what it takes for one
     * statement goes out as one message, and the server refuses a message with more than one.
     */
    private static int places(PgConnection connection, String sql) throws SQLException {
        var executor = connection.getQueryExecutor();
        var parsed = executor.borrowQuery(sql);
        try {
            if (parsed.query.getSubqueries() != null) {
                throw new ToolException(Reason.INVALID_ARGUMENT, "Send one statement for each call.");
            }
            return parsed.query.createParameterList().getParameterCount();
        } finally {
            executor.releaseQuery(parsed);
        }
    }
}
