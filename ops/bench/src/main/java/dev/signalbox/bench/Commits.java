package dev.signalbox.bench;

import dev.signalbox.postgres.Login;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The floor: what the database does when each of its clients inserts one small row and commits, over and over. */
final class Commits {

    static final String DATABASE = "bench_commits";

    private final Login login;
    private final Cpu cpu;

    Commits(Database database) throws SQLException {
        this.login = database.admin().withDatabase(DATABASE);
        this.cpu = Cpu.of(database.postmaster());
        try (var connection = login.open();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table entry (entry_id bigserial primary key, owner uuid not null, note text not null)");
        }
    }

    Sample measure(int commits) throws Exception {
        return Sample.of(commits, cpu, () -> Clients.call(commits, () -> new Inserter(login.open())));
    }

    private static final class Inserter implements Clients.Connection {

        private final Connection connection;
        private final PreparedStatement insert;

        Inserter(Connection connection) throws SQLException {
            this.connection = connection;
            this.insert = connection.prepareStatement("insert into entry (owner, note) values (gen_random_uuid(), ?)");
        }

        @Override
        public void call(int index) throws SQLException {
            insert.setString(1, "entry " + index);
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
