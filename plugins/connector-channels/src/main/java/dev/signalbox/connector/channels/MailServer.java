package dev.signalbox.connector.channels;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLException;

/** Opens one session for each mail, over a connection that went through the platform's guard. */
final class MailServer {

    private final SmtpSettings settings;
    private final ConnectorContext context;
    private final NamedTls tls;

    MailServer(SmtpSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
        this.tls = NamedTls.of(settings.host(), settings.caCertificate());
    }

    @FunctionalInterface
    interface Talk {
        void in(MailSession session) throws MessagingException;
    }

    void session(ToolCall call, Talk talk) throws InterruptedException {
        var login = login(call.credential());
        try (var socket = context.dial(settings.host(), settings.port(), Duration.ofSeconds(10))) {
            socket.setSoTimeout(settings.timeoutSeconds() * 1000);
            talk(login, socket, talk);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw cancelled(e);
            }
            if (e instanceof SSLException) {
                throw MailFailures.untrusted(settings.host(), e);
            }
            throw new ToolException(Reason.UNAVAILABLE, settings.host() + " broke the connection off.", e);
        }
    }

    private void talk(URLName login, Socket socket, Talk talk) throws InterruptedException, IOException {
        var implicit = settings.tls() == SmtpSettings.Tls.TLS;
        var session = new MailSession(Session.getInstance(properties(login)), login);
        try (session) {
            session.connect(implicit ? tls.createSocket(socket, settings.host(), settings.port(), true) : socket);
            talk.in(session);
        } catch (MessagingException e) {
            if (Thread.interrupted()) {
                throw cancelled(e);
            }
            throw MailFailures.of(e, session, settings.host());
        }
    }

    private URLName login(Credential credential) {
        return switch (credential) {
            case Credential.Basic(var username, var password) -> {
                if (settings.tls() == SmtpSettings.Tls.NONE) {
                    throw new ToolException(
                            Reason.PERMISSION_DENIED,
                            "A password is not sent over a plain connection: set tls to starttls or tls.");
                }
                yield new URLName("smtp", settings.host(), settings.port(), null, username, password.reveal());
            }
            case Credential.None() -> new URLName("smtp", settings.host(), settings.port(), null, null, null);
            case Credential.ApiKey _, Credential.Bearer _ ->
                throw new ToolException(Reason.UNAUTHENTICATED, "A mail server takes a user name and a password.");
        };
    }

    private Properties properties(URLName login) {
        var starttls = settings.tls() == SmtpSettings.Tls.STARTTLS;
        var properties = new Properties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(login.getUsername() != null));
        properties.setProperty("mail.smtp.auth.mechanisms", "LOGIN PLAIN");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
        properties.put("mail.smtp.ssl.socketFactory", tls);
        // The library would compare with the name it finds for the address; ours compares with the name in the
        // settings.
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        // It would give away the name of this machine.
        properties.setProperty(
                "mail.smtp.localhost", MailAddress.of(settings.from()).domain());
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    private static InterruptedException cancelled(Exception cause) {
        var cancelled = new InterruptedException("The call was cancelled while the mail server worked.");
        cancelled.initCause(cause);
        return cancelled;
    }
}
