package dev.signalbox.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way out of reading that somebody thought of. */
class ReadOnlyIT {

    private static TestServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = new TestServer();
        TestServer.run(
                server.database.owner(),
                "create table victim (n int)",
                "create sequence counter",
                "create function write_it() returns int language sql as 'insert into victim values (1) returning 1'",
                "create procedure write_and_commit() language plpgsql as "
                        + "$$ begin rollback; insert into victim values (1); commit; end $$",
                """
                create function unlock_and_write() returns int language plpgsql as $$
                begin
                    perform set_config('transaction_read_only', 'off', false);
                    insert into victim values (1);
                    return 1;
                end $$
                """,
                """
                create function unlock_in_a_subtransaction() returns int language plpgsql as $$
                begin
                    begin
                        set local transaction_read_only = off;
                    exception when others then null;
                    end;
                    insert into victim values (1);
                    return 1;
                end $$
                """);
        TestServer.run(server.database.admin(), "create extension if not exists dblink");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select write_it()",
                "select unlock_and_write()",
                "select unlock_in_a_subtransaction()",
                "select set_config('transaction_read_only', 'off', false), write_it()",
                "select set_config('default_transaction_read_only', 'off', false), write_it()",
                "with gone as (delete from city returning id) select * from gone",
                "with new as (insert into victim values (1) returning n) select * from new",
                "explain analyze insert into victim values (1)",
                "select * into stolen from city",
                "select nextval('counter')",
                "select lo_create(0)",
                "select * from city for update",
                "select query_to_xml('insert into victim values (1)', true, true, '')",
                "select 1; insert into victim values (1)",
                "select 1; commit; insert into victim values (1)",
                "select 1; set transaction read write; insert into victim values (1)",
                "select $q$;$q$; insert into victim values (1)",
                "select E'\\';'; insert into victim values (1); --'",
                "select 'a\\'; insert into victim values (1); --'",
                "select 1 /* ; */; insert into victim values (1)",
                "commit; insert into victim values (1)",
                "insert into victim values (1)",
                "set transaction read write",
                "set session characteristics as transaction read write",
                "begin read write",
                "do $$ begin insert into victim values (1); end $$",
                "call write_and_commit()",
                "copy city to program 'touch /tmp/signalbox-was-here'",
                "/* select */ copy city to program 'touch /tmp/signalbox-was-here'",
                "/* /* */ select 1 */ copy city to stdout",
                "-- select\ntruncate victim",
                "select dblink_connect('host=127.0.0.1 dbname=postgres')",
                "select dblink_exec('host=127.0.0.1 dbname=postgres', 'create table stolen ()')",
                "select pg_read_file('/etc/passwd')",
                "select pg_ls_dir('/')",
                "select lo_export(1, '/tmp/signalbox-was-here')",
                "select lo_import('/etc/passwd')",
                "prepare p as insert into victim values (1)",
                "execute p",
                "vacuum victim",
                "listen x",
                "lock table victim",
                "",
                "-- nothing"
            })
    void nothingIsWritten(String sql) throws Exception {
        var before = fingerprint();

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> server.query(sql))
                .satisfies(failure -> assertThat(failure.reason())
                        .isIn(Reason.PERMISSION_DENIED, Reason.INVALID_ARGUMENT, Reason.UPSTREAM_FAILED));

        assertThat(fingerprint()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_notify('channel', 'hello')",
                "select set_config('search_path', 'pg_temp', false)",
                "select pg_advisory_lock(42)"
            })
    void whatASessionKeepsEndsWithTheCall(String sql) throws Exception {
        server.query(sql);

        assertThat(server.value("select current_setting('search_path')")).isEqualTo("\"$user\", public");
        server.await("select count(*) from pg_locks where locktype = 'advisory' and objid = 42", "0");
    }

    @Test
    void aSuperuserIsRefusedSinceItsFunctionsReachBeyondATransaction() {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> server.query(server.as(server.database.admin()), "select pg_reload_conf()"))
                .withMessageContaining("superuser")
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.PERMISSION_DENIED));
    }

    @Test
    void aRoleThatMayRunProgramsIsRefused() throws Exception {
        TestServer.run(
                server.database.admin(),
                "drop role if exists programmer",
                "create role programmer login noinherit password 'pr0grammer'",
                "grant pg_execute_server_program to programmer",
                "grant connect on database %s to programmer".formatted(server.database.name()));
        try {
            var programmer = server.as(server.database.admin().as("programmer", "pr0grammer"));

            assertThatExceptionOfType(ToolException.class)
                    .isThrownBy(() -> server.query(programmer, "select 1"))
                    .withMessageContaining("programs");
        } finally {
            TestServer.run(server.database.admin(), "drop owned by programmer", "drop role programmer");
        }
    }

    @Test
    void aSemicolonAtTheEndIsStillOneStatement() throws Exception {
        assertThat(server.query("select ';' as a; ").get("rows").toString()).isEqualTo("[{a=;}]");
        assertThat(server.query("/* a /* b */ */ -- c\n (select 1 as a)").get("row_count"))
                .isEqualTo(1);
    }

    private static List<String> fingerprint() throws SQLException {
        return List.of(
                server.single("select count(*) from victim"),
                server.single("select count(*) from city"),
                server.single("select is_called from counter"),
                server.single("select string_agg(relname, ',' order by relname) from pg_class where relkind = 'r' "
                        + "and relnamespace = 'public'::regnamespace"),
                server.single("select count(*) from pg_largeobject_metadata"));
    }
}
