package dev.signalbox.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import dev.signalbox.postgres.Login;
import dev.signalbox.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real server with a small table, and the connector in front of it. */
final class TestServer implements AutoCloseable {

    final TestDatabase database = TestDatabase.fresh();
    final TestContext context = new TestContext();

    TestServer() throws SQLException {
        run(
                database.owner(),
                "create table city (id int primary key, name text not null, people numeric)",
                "insert into city values (1, 'Ulm', 126949), (2, 'Bern', 134794), (3, 'Graz', 298479)");
    }

    static void run(Login login, String... statements) throws SQLException {
        try (var connection = login.open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String single(String sql) throws SQLException {
        try (var connection = database.admin().open();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    /** A session ends a moment after its connection. */
    void await(String sql, String expected) throws SQLException {
        var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        var found = single(sql);
        while (!expected.equals(found) && System.nanoTime() < deadline) {
            found = single(sql);
        }
        assertThat(found).isEqualTo(expected);
    }

    PostgresSettings settings(boolean allowWrites, int timeoutSeconds) {
        return new PostgresSettings(
                database.host(),
                database.port(),
                database.name(),
                PostgresSettings.Tls.DISABLE,
                Optional.empty(),
                allowWrites,
                timeoutSeconds,
                100);
    }

    PostgresConnector connector() {
        return new PostgresConnector(settings(true, 10), context);
    }

    ToolCall asOwner() {
        return as(database.owner());
    }

    ToolCall as(Login login) {
        return TestCall.with(new Credential.Basic(login.user(), Secret.of(login.password())));
    }

    Map<?, ?> query(String sql, Object... parameters) throws InterruptedException {
        return query(asOwner(), sql, parameters);
    }

    Map<?, ?> query(ToolCall call, String sql, Object... parameters) throws InterruptedException {
        return call(connector(), "postgres_query", queryOf(sql, Optional.empty(), parameters), call);
    }

    static PostgresArguments.Query queryOf(String sql, Optional<Integer> maxRows, Object... parameters) {
        return new PostgresArguments.Query(sql, Arrays.asList(parameters), maxRows);
    }

    Map<?, ?> execute(String sql, Object... parameters) throws InterruptedException {
        return call(
                connector(),
                "postgres_execute",
                new PostgresArguments.Execute(sql, Arrays.asList(parameters)),
                asOwner());
    }

    /** The one value of the one row. */
    Object value(String sql, Object... parameters) throws InterruptedException {
        var row = (Map<?, ?>) ((List<?>) query(sql, parameters).get("rows")).getFirst();
        return row.values().iterator().next();
    }

    @SuppressWarnings("unchecked") // the tool is looked up by the name that goes with these arguments
    static <I> Map<?, ?> call(PostgresConnector connector, String name, I arguments, ToolCall call)
            throws InterruptedException {
        var tool = (Tool<I>) connector.tools().stream()
                .filter(offered -> offered.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
        return (Map<?, ?>) tool.handler().handle(arguments, call).structured();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
