package dev.signalbox.bench;

import dev.signalbox.postgres.Login;
import dev.signalbox.postgres.Postgres;
import dev.signalbox.postgres.RolePasswords;
import dev.signalbox.postgres.SignalboxDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** A server with the durability of a kept one, which is nevertheless thrown away: the data lies in the bench's own folder. */
final class Database implements AutoCloseable {

    private final Postgres server;
    private final RolePasswords passwords =
            new RolePasswords(UUID.randomUUID().toString(), UUID.randomUUID().toString(), "unused");
    private final ProcessHandle postmaster;

    Database(Path data) throws SQLException {
        server = Postgres.start(Postgres.Settings.kept(data, 0));
        SignalboxDatabase.prepare(server, passwords);
        try (var connection = server.admin().open();
                var statement = connection.createStatement()) {
            statement.execute("create database " + Commits.DATABASE);
            statement.execute("create database " + DbosPeer.DATABASE);
            var row = statement.executeQuery("select pg_backend_pid()");
            row.next();
            postmaster = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    Login admin() {
        return server.admin();
    }

    RolePasswords passwords() {
        return passwords;
    }

    ProcessHandle postmaster() {
        return postmaster;
    }

    /** As the administrator, whom no policy binds. */
    Connection platform() throws SQLException {
        return admin().withDatabase(SignalboxDatabase.NAME).open();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
