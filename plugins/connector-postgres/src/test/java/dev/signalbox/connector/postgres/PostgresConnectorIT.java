package dev.signalbox.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.TestCall;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresConnectorIT {

    private static TestServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    class Reading {

        @Test
        void rowsAreObjectsByColumnName() throws Exception {
            var result = server.query("select id, name from city where people > ? order by id", 130_000);

            assertThat(result.get("rows"))
                    .isEqualTo(List.of(Map.of("id", 2L, "name", "Bern"), Map.of("id", 3L, "name", "Graz")));
            assertThat(result.get("row_count")).isEqualTo(2);
            assertThat(result.get("has_more")).isEqualTo(false);
        }

        @Test
        void aResultThatWasCutOffSaysSo() throws Exception {
            var arguments = TestServer.queryOf("select * from generate_series(1, 1000000)", Optional.of(3));

            var result = TestServer.call(server.connector(), "postgres_query", arguments, server.asOwner());

            assertThat(result.get("row_count")).isEqualTo(3);
            assertThat(result.get("has_more")).isEqualTo(true);
        }

        @Test
        void rowsThatAreLargeTogetherAreCutOffToo() throws Exception {
            var result = server.query("select repeat('x', 100000) from generate_series(1, 50)");

            assertThat(result.get("row_count")).isEqualTo(2);
            assertThat(result.get("has_more")).isEqualTo(true);
        }

        @Test
        void oneRowThatIsTooLargeIsRefused() {
            fails(Reason.INVALID_ARGUMENT, () -> server.query("select repeat('x', 400000)"));
            fails(Reason.INVALID_ARGUMENT, () -> server.query("select repeat('x', 40000000)"));
        }

        @Test
        void twoColumnsOfOneNameAreBothThere() throws Exception {
            assertThat(server.query("select 1 as a, 2 as a").get("rows"))
                    .isEqualTo(List.of(Map.of("a", 1L, "a_2", 2L)));
        }

        @Test
        void theTablesAreListedWithTheirColumns() throws Exception {
            var result = TestServer.call(
                    server.connector(),
                    "postgres_tables",
                    new PostgresArguments.Tables(Optional.of("public")),
                    server.asOwner());

            assertThat(result.get("rows").toString()).contains("name=city", "name=people", "type=numeric");
        }
    }

    @Nested
    class Values {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        true                                          | true
                        7::smallint                                   | 7
                        9223372036854775807                           | 9223372036854775807
                        1.5::float8                                   | 1.5
                        'NaN'::float8                                 | NaN
                        12.34::numeric                                | 12.34
                        'a'::text                                     | a
                        '{"a": [1, null]}'::jsonb                     | {a=[1, null]}
                        '\\x00ff'::bytea                              | AP8=
                        date '2026-02-03'                             | 2026-02-03
                        timestamp '2026-02-03 04:05:06.7'             | 2026-02-03T04:05:06.7
                        timestamptz '2026-02-03 04:05:06+01'          | 2026-02-03T03:05:06Z
                        interval '1 day 2 hours'                      | P1DT2H
                        '00000000-0000-0000-0000-000000000001'::uuid  | 00000000-0000-0000-0000-000000000001
                        array[1, null, 3]                             | [1, null, 3]
                        array[['a', 'b,"'], ['c', 'NULL']]            | [[a, b,"], [c, NULL]]
                        array['x'::name]                              | [x]
                        array[]::int[]                                | []
                        """)
        void aValueBecomesAPlainOne(String sql, String expected) throws Exception {
            assertThat(server.value("select " + sql)).hasToString(expected);
        }

        @Test
        void whatNoNumberHoldsExactlyStaysText() throws Exception {
            assertThat(server.value("select 12345678901234567.89")).isEqualTo("12345678901234567.89");
            assertThat(server.value("select 12.5")).isEqualTo(12.5);
            assertThat(server.value("select 123456789012345678901234567890::numeric"))
                    .isEqualTo(new BigInteger("123456789012345678901234567890"));
        }

        @Test
        void nullStaysNull() throws Exception {
            assertThat(server.value("select null::int")).isNull();
        }

        @Test
        void aParameterTakesTheTypeOfItsPlace() throws Exception {
            assertThat(server.value("select name from city where id = ?", 1L)).isEqualTo("Ulm");
            assertThat(server.value("select name from city where id = ?", "1")).isEqualTo("Ulm");
            assertThat(server.value("select ?::date + 1", "2026-02-28")).isEqualTo("2026-03-01");
            assertThat(server.value("select count(*) from city where id = any(?)", List.of(1, 3)))
                    .isEqualTo(2L);
            assertThat(server.value("select ?::text[]", Arrays.asList("a,\"\\", null)))
                    .isEqualTo(Arrays.asList("a,\"\\", null));
            assertThat(server.value("select ?::jsonb", Map.of("a", List.of(true))))
                    .hasToString("{a=[true]}");
            assertThat(server.value("select ?::int", (Object) null)).isNull();
        }

        @Test
        void aParameterIsNeverPartOfTheStatement() throws Exception {
            assertThat(server.value("select count(*) from city where name = ?", "x' or 'a' = 'a"))
                    .isEqualTo(0L);
        }

        @Test
        void aQuestionMarkWrittenTwiceIsAnOperator() throws Exception {
            assertThat(server.value("select '{\"a\":1}'::jsonb ?? ?", "a")).isEqualTo(true);
        }
    }

    @Nested
    class Writing {

        @Test
        void aChangeIsKeptAndCounted() throws Exception {
            server.execute("insert into city values (10, 'Linz', 1), (11, 'Wels', 2)");

            assertThat(server.execute("update city set people = ? where id >= 10", 5)
                            .get("rows_affected"))
                    .isEqualTo(2L);
            assertThat(server.execute("delete from city where id >= 10 returning id")
                            .get("rows"))
                    .isEqualTo(List.of(Map.of("id", 10L), Map.of("id", 11L)));
        }

        @Test
        void whatIsNotShownIsStillCounted() throws Exception {
            server.execute("create table many (n int)");

            var result = server.execute("insert into many select generate_series(1, 150) returning n");

            assertThat(result.get("rows_affected")).isEqualTo(150L);
            assertThat(result.get("row_count")).isEqualTo(100);
            assertThat(server.single("select count(*) from many")).isEqualTo("150");
        }

        @Test
        void aDuplicateIsAConflictAndChangesNothing() throws Exception {
            fails(Reason.CONFLICT, () -> server.execute("insert into city values (90, 'Chur', 1), (1, 'Ulm', 1)"));

            assertThat(server.value("select count(*) from city where id = 90")).isEqualTo(0L);
        }

        @Test
        void aConstraintThatIsCheckedAtTheEndFailsTheCall() throws Exception {
            server.execute("create table pair (a int unique deferrable initially deferred)");

            fails(Reason.CONFLICT, () -> server.execute("insert into pair values (1), (1)"));
        }

        @Test
        void withoutLeaveThereIsNoToolThatWrites() {
            var reading = new PostgresConnector(server.settings(false, 10), server.context);

            assertThat(reading.tools())
                    .extracting(tool -> tool.definition().name())
                    .containsExactly("postgres_query", "postgres_tables");
        }
    }

    @Nested
    class Failing {

        @Test
        void aWrongStatementIsExplained() {
            assertThat(fails(Reason.INVALID_ARGUMENT, () -> server.query("select nmae from city")))
                    .hasMessageContaining("column \"nmae\" does not exist")
                    .hasMessageContaining("city.name");
        }

        @Test
        void aWrongNumberOfParametersIsToldBeforeAnythingIsSent() {
            assertThat(fails(Reason.INVALID_ARGUMENT, () -> server.query("select ?::int, ?::int", 1)))
                    .hasMessage("The statement has 2 places for values, but there are 1 parameters.");
        }

        @Test
        void aWrongPasswordIsUnauthenticated() {
            var wrong = server.as(server.database.owner().as("signalbox_owner", "wr0ng-passw0rd"));

            assertThat(fails(Reason.UNAUTHENTICATED, () -> server.query(wrong, "select 1")))
                    .hasMessageNotContaining("wr0ng");
            fails(Reason.UNAUTHENTICATED, () -> server.query(TestCall.anonymous(), "select 1"));
        }

        @Test
        void aDatabaseThatIsNotThereIsNotFound() {
            var nowhere = new PostgresSettings(
                    "127.0.0.1",
                    server.database.port(),
                    "nowhere",
                    PostgresSettings.Tls.DISABLE,
                    Optional.empty(),
                    false,
                    5,
                    10);

            fails(Reason.NOT_FOUND, () -> new PostgresConnector(nowhere, server.context).check(server.asOwner()));
        }

        @Test
        void aStatementThatTakesTooLongEnds() {
            var hasty = new PostgresConnector(server.settings(false, 1), server.context);
            var sleep = TestServer.queryOf("select pg_sleep(60)", Optional.empty());

            fails(Reason.UPSTREAM_FAILED, () -> TestServer.call(hasty, "postgres_query", sleep, server.asOwner()));
        }

        @Test
        void aStatementCannotGiveItselfMoreTime() {
            var hasty = new PostgresConnector(server.settings(false, 1), server.context);
            var sleep = TestServer.queryOf(
                    "select set_config('statement_timeout', '0', false), pg_sleep(60)", Optional.empty());

            fails(Reason.UPSTREAM_FAILED, () -> TestServer.call(hasty, "postgres_query", sleep, server.asOwner()));
        }
    }

    @Test
    void aCancelledCallEndsTheStatementOnTheServerToo() throws Exception {
        var failure = new AtomicReference<Throwable>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                server.query("select pg_sleep(600), 'to be cancelled'");
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        awaitRunning(1);

        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        awaitRunning(0);
    }

    @Test
    void aWorkingLoginPassesTheCheck() throws Exception {
        server.connector().check(server.asOwner());
    }

    private static void awaitRunning(int expected) throws SQLException {
        server.await(
                "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() "
                        + "and query like '%to be cancelled%'",
                Integer.toString(expected));
    }

    private static ToolException fails(Reason reason, ThrowingCallable call) {
        return assertThatExceptionOfType(ToolException.class)
                .isThrownBy(call)
                .satisfies(failure ->
                        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason))
                .actual();
    }
}
