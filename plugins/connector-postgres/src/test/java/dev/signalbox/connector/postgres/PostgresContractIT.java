package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import dev.signalbox.connector.testkit.Relay;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresContractIT extends ConnectorContract {

    private static TestServer database;

    private Relay relay;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = new TestServer();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void startRelay() throws Exception {
        relay = new Relay(database.database.port());
    }

    @AfterEach
    void stopRelay() {
        relay.close();
    }

    @Override
    protected String connector() {
        return "postgres";
    }

    @Override
    protected String settings() {
        relay.recover();
        return """
                {"host": "127.0.0.1", "port": %d, "database": "%s", "tls": "disable", "allow_writes": true,
                 "timeout_seconds": 2}""".formatted(relay.port(), database.database.name());
    }

    @Override
    protected Credential credential(Authentication kind) {
        var owner = database.database.owner();
        return new Credential.Basic(owner.user(), Secret.of(owner.password()));
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                Example.of("postgres_tables", "{\"schema\": \"public\"}"),
                Example.of(
                        "postgres_query",
                        "{\"sql\": \"select name from city where id = ?\", \"parameters\": [1], \"max_rows\": 5}"),
                Example.of(
                        "postgres_execute",
                        "{\"sql\": \"update city set people = people + ? where id = 1\", \"parameters\": [1]}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(
                Example.of("postgres_query", "{\"sql\": \"select 1; select 2\"}"),
                Example.of("postgres_query", "{\"sql\": \"delete from city\"}"),
                Example.of("postgres_execute", "{\"sql\": \"commit\"}"));
    }

    @Override
    protected void hang() {
        relay.hang();
    }
}
