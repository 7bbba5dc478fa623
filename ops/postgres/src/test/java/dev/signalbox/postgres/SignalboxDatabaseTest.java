package dev.signalbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalboxDatabaseTest {

    TestDatabase database;

    @BeforeEach
    void makeOne() {
        database = TestDatabase.fresh();
    }

    @AfterEach
    void dropIt() {
        database.close();
    }

    @Test
    void vectorsAreStoredAndFoundByDistance() throws Exception {
        execute(database.owner(), "create table item (name text, embedding vector(3))");
        execute(database.owner(), "insert into item values ('near', '[1,0,0]'), ('far', '[0,9,9]')");
        execute(database.owner(), "create index on item using hnsw (embedding vector_l2_ops)");

        var nearest = read(database.owner(), "select name from item order by embedding <-> '[1,0.1,0]' limit 1");

        assertThat(nearest).isEqualTo("near");
    }

    @Test
    void noRoleOfOursPassesRowLevelSecurity() throws Exception {
        var privileged = read(database.admin(), """
                select string_agg(rolname, ',') from pg_roles
                where rolname like 'signalbox%' and (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb)
                """);

        assertThat(privileged).isNull();
    }

    @Test
    void theApplicationMakesNoTables() {
        assertThatThrownBy(() -> execute(database.app(), "create table mine (a int)"))
                .hasMessageContaining("permission denied for schema public");
    }

    @Test
    void theApplicationCannotActAsTheSystemRole() {
        assertThatThrownBy(() -> execute(database.app(), "set role signalbox_system"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theSystemRoleCannotLogIn() {
        var asSystem = database.owner().as(SignalboxDatabase.SYSTEM, database.ownerPassword());

        assertThatThrownBy(asSystem::open).isInstanceOf(SQLException.class);
    }

    @Test
    void theOwnerHandsFunctionsOverToTheSystemRole() {
        assertThatCode(() -> {
                    execute(database.owner(), "create function answer() returns int language sql as 'select 42'");
                    execute(database.owner(), "alter function answer() owner to signalbox_system");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aNewFunctionIsCallableOnlyWhenGranted() throws Exception {
        execute(database.owner(), "create function answer() returns int language sql as 'select 42'");

        assertThatThrownBy(() -> read(database.app(), "select answer()")).hasMessageContaining("permission denied");
    }

    @Test
    void theSignInOwnsItsSchemaAndNothingElse() throws Exception {
        execute(database.signin(), "create table account (id int)");

        assertThat(read(database.signin(), "select schemaname from pg_tables where tablename = 'account'"))
                .isEqualTo("signin");
        assertThatThrownBy(() -> read(database.app(), "select id from signin.account"))
                .hasMessageContaining("permission denied for schema signin");
        assertThatThrownBy(() -> execute(database.signin(), "create table public.account (id int)"))
                .hasMessageContaining("permission denied for schema public");
    }

    @Test
    void eachTestHasADatabaseOfItsOwn() throws Exception {
        execute(database.owner(), "create table mine (a int)");

        try (var other = TestDatabase.fresh()) {
            assertThat(read(other.owner(), "select count(*) from pg_tables where tablename = 'mine'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void preparingAgainKeepsTheTablesAndTakesTheNewPasswords() throws Exception {
        try (var postgres = Postgres.start(new Postgres.Settings(null, null, 0))) {
            SignalboxDatabase.prepare(postgres, new RolePasswords("one", "two", "three"));
            var owner = postgres.admin().withDatabase(SignalboxDatabase.NAME).as(SignalboxDatabase.OWNER, "one");
            execute(owner, "create table kept (a int)");

            SignalboxDatabase.prepare(postgres, new RolePasswords("it's new", "two", "three"));

            assertThat(read(owner.as(SignalboxDatabase.OWNER, "it's new"), "select count(*) from kept"))
                    .isEqualTo("0");
        }
    }

    private static void execute(Login login, String sql) throws SQLException {
        try (var connection = login.open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
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
