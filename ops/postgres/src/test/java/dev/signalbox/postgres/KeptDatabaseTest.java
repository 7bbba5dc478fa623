package dev.signalbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDatabaseTest {

    @TempDir
    Path temporary;

    Path data;

    @BeforeEach
    void nameADataFolder() {
        data = temporary.resolve("data");
    }

    @Test
    void dataSurvivesTheKillOfItsOwnerAndOfTheServer() throws Exception {
        try (var owner = OwnerProcess.of(data)) {
            execute(loginAt(owner.port()), "create table kept (line text)", "insert into kept values ('still here')");
            owner.killTogetherWithItsServer();
        }

        try (var postgres = Postgres.start(Postgres.Settings.kept(data, 0))) {
            assertThat(read(postgres.admin(), "select line from kept")).isEqualTo("still here");
        }
    }

    @Test
    void aKilledOwnerLeavesNoServerBehind() throws Exception {
        var owner = OwnerProcess.of(data);
        var server = ProcessHandle.of(owner.serverPid()).orElseThrow();

        owner.kill();

        assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void theNextOwnerTakesOverAtOnceAfterAKill() throws Exception {
        var owner = OwnerProcess.of(data);
        execute(loginAt(owner.port()), "create table kept (line text)", "insert into kept values ('still here')");
        owner.kill();

        try (var postgres = Postgres.start(Postgres.Settings.kept(data, 0))) {
            assertThat(read(postgres.admin(), "select line from kept")).isEqualTo("still here");
        }
    }

    @Test
    void aSecondInstanceOnTheSameDataIsRefusedInOneSentence() throws Exception {
        try (var _ = OwnerProcess.of(data)) {
            assertThatThrownBy(() -> Postgres.start(Postgres.Settings.kept(data, 0)))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageMatching("The data in \\S+ is in use by another running Signalbox: [^.]*\\.");
        }
    }

    @Test
    void aKeptServerWritesThroughToTheDisk() throws Exception {
        try (var postgres = Postgres.start(Postgres.Settings.kept(data, 0))) {
            assertThat(read(postgres.admin(), "show fsync")).isEqualTo("on");
            assertThat(read(postgres.admin(), "show synchronous_commit")).isEqualTo("on");
            assertThat(read(postgres.admin(), "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void nobodyComesInWithoutThePassword() throws Exception {
        try (var postgres = Postgres.start(Postgres.Settings.kept(data, 0))) {
            var guess = postgres.admin().as("postgres", "postgres");

            assertThatThrownBy(guess::open).hasMessageContaining("password authentication failed");
        }
    }

    private Login loginAt(int port) throws Exception {
        return new Login(
                "127.0.0.1", port, "postgres", "postgres", Files.readString(data.resolve("postgres.password")));
    }

    private static void execute(Login login, String... statements) throws SQLException {
        try (var connection = login.open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String read(Login login, String sql) throws SQLException {
        try (var connection = login.open();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
