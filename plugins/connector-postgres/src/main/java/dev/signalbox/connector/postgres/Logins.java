package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.postgresql.ssl.SingleCertValidatingFactory;
import org.postgresql.util.HostSpec;

/**
 * Opens connections: one for each call, since a kept one would carry what an earlier caller set, prepared or locked. The driver's
 * own entry is not used: it registers with the JDK, which would hold on to the plugin for ever.
 */
final class Logins {

    private static final int GRACE_SECONDS = 10;

    private final PostgresSettings settings;
    private final ConnectorContext context;

    Logins(PostgresSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
    }

    PgConnection open(Credential credential) throws SQLException {
        if (!(credential instanceof Credential.Basic(var username, var password))) {
            throw new ToolException(
                    Reason.UNAUTHENTICATED,
                    "The instance needs a credential with the user name and password of a role.");
        }
        var properties = properties();
        PGProperty.USER.set(properties, username);
        PGProperty.PASSWORD.set(properties, password.reveal());
        var target = new DialledSockets.Target(context, settings.host(), settings.port());
        return ScopedValue.where(DialledSockets.TARGET, target).call(() -> connect(properties));
    }

    private PgConnection connect(Properties properties) throws SQLException {
        var server = new HostSpec[] {new HostSpec(settings.host(), settings.port())};
        return new PgConnection(server, properties, "jdbc:postgresql:" + settings.database());
    }

    private Properties properties() {
        var properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, settings.database());
        PGProperty.SOCKET_FACTORY.set(properties, DialledSockets.class.getName());
        PGProperty.APPLICATION_NAME.set(properties, "signalbox");
        // One statement for each message: the server refuses a second one in it.
        PGProperty.PREFER_QUERY_MODE.set(properties, "extended");
        PGProperty.READ_ONLY_MODE.set(properties, "always");
        PGProperty.BINARY_TRANSFER.set(properties, false);
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.MAX_RESULT_BUFFER.set(properties, "16M");
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        // The server has the first say in when a statement ends; a silent server does not have the last.
        PGProperty.SOCKET_TIMEOUT.set(properties, settings.timeoutSeconds() + GRACE_SECONDS);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 1);
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.REQUIRE_AUTH.set(
                properties, encrypted() ? "scram-sha-256,md5,password,none" : "scram-sha-256,md5,none");
        encrypt(properties);
        return properties;
    }

    private boolean encrypted() {
        return settings.tls() == PostgresSettings.Tls.VERIFY_FULL;
    }

    private void encrypt(Properties properties) {
        if (!encrypted()) {
            PGProperty.SSL_MODE.set(properties, "disable");
            return;
        }
        PGProperty.SSL_MODE.set(properties, "verify-full");
        PGProperty.SSL_FACTORY.set(properties, DefaultJavaSSLFactory.class.getName());
        settings.caCertificate().ifPresent(pem -> {
            PGProperty.SSL_FACTORY.set(properties, SingleCertValidatingFactory.class.getName());
            PGProperty.SSL_FACTORY_ARG.set(properties, pem.strip());
        });
    }
}
