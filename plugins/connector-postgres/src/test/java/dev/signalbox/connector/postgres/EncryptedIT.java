package dev.signalbox.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server gets a certificate for localhost, while it runs. */
class EncryptedIT {

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static String certificate;

    @BeforeAll
    static void certify() throws Exception {
        server = new TestServer();
        var data = Path.of(server.single("show data_directory"));
        certificate = TestCertificate.writeInto(data, folder);
        TestServer.run(
                server.database.admin(),
                "alter system set ssl = on",
                "select pg_reload_conf()",
                "select pg_sleep(0.3)");
    }

    @AfterAll
    static void stop() throws Exception {
        TestServer.run(server.database.admin(), "alter system reset ssl", "select pg_reload_conf()");
        server.close();
    }

    @Test
    void aConnectionToTheNamedServerIsEncrypted() throws Exception {
        var connector = connector("localhost", Optional.of(certificate));

        var result = TestServer.call(
                connector,
                "postgres_query",
                TestServer.queryOf("select ssl from pg_stat_ssl where pid = pg_backend_pid()", Optional.empty()),
                server.asOwner());

        assertThat(result.get("rows")).hasToString("[{ssl=true}]");
    }

    @Test
    void aServerThatNobodyVouchesForIsRefused() {
        refused(connector("localhost", Optional.empty()));
    }

    @Test
    void aServerUnderAnotherNameIsRefused() {
        refused(connector("127.0.0.1", Optional.of(certificate)));
    }

    private static void refused(PostgresConnector connector) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> connector.check(server.asOwner()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
                .withMessageContaining("certificate");
    }

    private static PostgresConnector connector(String host, Optional<String> authority) {
        return new PostgresConnector(
                new PostgresSettings(
                        host,
                        server.database.port(),
                        server.database.name(),
                        PostgresSettings.Tls.VERIFY_FULL,
                        authority,
                        false,
                        5,
                        10),
                server.context);
    }
}
