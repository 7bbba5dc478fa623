package dev.signalbox.connector.postgres;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

record PostgresSettings(
        @Description("The server, such as db.example.com.") String host,

        @Description("Its port.") @Default("5432") int port,

        @Description("The database.") String database,

        @Description("verify_full: encrypted, and the certificate is valid for the host. "
                + "disable: plain, for a server in a network of one's own.")
        @Default("verify_full")
        Tls tls,

        @Description("The certificate, as PEM, of the authority that vouches for the server. "
                + "Empty: the well-known authorities.")
        Optional<String> caCertificate,

        @Description("Whether there is a tool that changes data.") @Default("false")
        boolean allowWrites,

        @Description("How many seconds a statement may take, 1 to 300.") @Default("30")
        int timeoutSeconds,

        @Description("How many rows a call returns at most, 1 to 1000.") @Default("200")
        int maxRows) {

    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:\\[\\]-]{1,253}");

    enum Tls {
        VERIFY_FULL,
        DISABLE
    }

    PostgresSettings {
        if (!HOST.matcher(host).matches()) {
            throw invalid("host is a name or an address without port or scheme, such as db.example.com.");
        }
        if (port < 1 || port > 65535) {
            throw invalid("port is 1 to 65535.");
        }
        if (database.isBlank()) {
            throw invalid("database names a database of the server.");
        }
        if (caCertificate.isPresent() && !caCertificate.get().strip().startsWith("-----BEGIN CERTIFICATE-----")) {
            throw invalid("ca_certificate begins with -----BEGIN CERTIFICATE-----.");
        }
        if (timeoutSeconds < 1 || timeoutSeconds > 300) {
            throw invalid("timeout_seconds is 1 to 300.");
        }
        if (maxRows < 1 || maxRows > 1000) {
            throw invalid("max_rows is 1 to 1000.");
        }
    }

    private static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}
