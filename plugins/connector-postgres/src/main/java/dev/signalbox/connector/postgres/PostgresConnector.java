package dev.signalbox.connector.postgres;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.util.Arrays;
import java.util.List;

final class PostgresConnector implements Connector {

    private final PostgresSettings settings;
    private final Transactions transactions;
    private final Statements statements;

    PostgresConnector(PostgresSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.transactions = new Transactions(settings, context);
        this.statements = new Statements(context.json());
    }

    @Override
    public List<Tool<?>> tools() {
        Tool<?> query = Tool.of(queryDefinition(), PostgresArguments.Query.class, this::query);
        Tool<?> tables = Tool.of(tablesDefinition(), PostgresArguments.Tables.class, this::tables);
        return settings.allowWrites()
                ? List.of(query, tables, Tool.of(executeDefinition(), PostgresArguments.Execute.class, this::execute))
                : List.of(query, tables);
    }

    @Override
    public void check(ToolCall call) throws InterruptedException {
        transactions.reading(call, connection -> statements.query(connection, "select 1", List.of(), 1));
    }

    private ToolResult query(PostgresArguments.Query arguments, ToolCall call) throws InterruptedException {
        Verb.of(arguments.sql()).requireReading();
        return transactions.reading(
                call,
                connection ->
                        statements.query(connection, arguments.sql(), arguments.parameters(), maxRows(arguments)));
    }

    private int maxRows(PostgresArguments.Query arguments) {
        int wanted = arguments.maxRows().orElse(settings.maxRows());
        if (wanted < 1) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "max_rows is 1 or more.");
        }
        return Math.min(wanted, settings.maxRows());
    }

    private ToolResult execute(PostgresArguments.Execute arguments, ToolCall call) throws InterruptedException {
        Verb.of(arguments.sql()).requireWholeTransaction();
        return transactions.writing(
                call,
                connection ->
                        statements.execute(connection, arguments.sql(), arguments.parameters(), settings.maxRows()));
    }

    private ToolResult tables(PostgresArguments.Tables arguments, ToolCall call) throws InterruptedException {
        var schema = arguments.schema().orElse(null);
        return transactions.reading(
                call,
                connection -> statements.query(connection, """
                        select table_schema as schema, table_name as name,
                               pg_catalog.json_agg(pg_catalog.json_build_object(
                                   'name', column_name, 'type', data_type, 'nullable', is_nullable = 'YES')
                                   order by ordinal_position) as columns
                        from information_schema.columns
                        where table_schema not in ('pg_catalog', 'information_schema')
                          and (?::text is null or table_schema = ?)
                        group by table_schema, table_name
                        order by table_schema, table_name
                        """, Arrays.asList(schema, schema), settings.maxRows()));
    }

    private static ToolDefinition queryDefinition() {
        return ToolDefinition.read(
                "postgres_query",
                "Query the database",
                "Runs one SELECT, WITH, VALUES, TABLE, SHOW or EXPLAIN in a read-only transaction and returns "
                        + "{columns, rows, row_count, has_more}; a row is an object by column name. "
                        + "When has_more is true, ask for the rest with a narrower condition or limit and offset.");
    }

    private static ToolDefinition tablesDefinition() {
        return ToolDefinition.read(
                "postgres_tables",
                "List the tables",
                "Returns the tables and views this login can see, each with its columns and their types, as rows of "
                        + "{schema, name, columns}. Look here before writing a query.");
    }

    private static ToolDefinition executeDefinition() {
        return ToolDefinition.destructive(
                "postgres_execute",
                "Change the database",
                "Runs one statement that changes data in a transaction of its own and returns {rows_affected, columns, "
                        + "rows, row_count, has_more}; rows are what RETURNING names. All of it happens or nothing.");
    }
}
