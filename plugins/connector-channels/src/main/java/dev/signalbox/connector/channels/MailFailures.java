package dev.signalbox.connector.channels;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a mail server's refusal means: four hundred and something is for now, five hundred and something for good. */
final class MailFailures {

    private static final int EXCERPT = 300;

    private MailFailures() {}

    static ToolException of(MessagingException failure, MailSession session, String host) {
        var said = chain(failure);
        for (var each : said) {
            if (each instanceof SMTPAddressFailedException refused) {
                return recipient(refused, failure);
            }
        }
        for (var each : said) {
            switch (each) {
                case SMTPSenderFailedException refused -> {
                    return answered("the sender", refused.getReturnCode(), refused, failure);
                }
                case SMTPSendFailedException refused
                when refused.getReturnCode() >= 400 -> {
                    return answered("the mail", refused.getReturnCode(), refused, failure);
                }
                case AuthenticationFailedException _ -> {
                    return login(session.getLastReturnCode(), host, failure);
                }
                default -> {}
            }
        }
        return silent(said, session, host, failure);
    }

    private static ToolException recipient(SMTPAddressFailedException refused, Exception cause) {
        var code = refused.getReturnCode();
        var reason =
                switch (code) {
                    case 550, 551, 553 -> Reason.NOT_FOUND;
                    default -> reason(code);
                };
        return new ToolException(
                reason,
                "The server refuses the recipient %s with %d%s"
                        .formatted(refused.getAddress().getAddress(), code, excerpt(refused)),
                cause);
    }

    private static ToolException answered(String what, int code, Exception said, Exception cause) {
        return new ToolException(
                reason(code), "The server refuses %s with %d%s".formatted(what, code, excerpt(said)), cause);
    }

    private static ToolException login(int code, String host, Exception cause) {
        return code >= 400 && code < 500
                ? new ToolException(Reason.UNAVAILABLE, host + " cannot check the login now.", cause)
                : new ToolException(Reason.UNAUTHENTICATED, host + " refuses the user name and password.", cause);
    }

    private static ToolException silent(
            List<Exception> said, MailSession session, String host, MessagingException failure) {
        if (session.handedOver()) {
            return new ToolException(
                    Reason.OUTCOME_UNKNOWN,
                    host + " was given the mail and did not say whether it took it; it may have been sent.",
                    failure);
        }
        if (said.stream().anyMatch(SSLException.class::isInstance)) {
            return untrusted(host, failure);
        }
        if (String.valueOf(failure.getMessage()).contains("STARTTLS")) {
            return new ToolException(
                    Reason.UNAVAILABLE, host + " does not offer starttls, and nothing is said without it.", failure);
        }
        int code = session.getLastReturnCode();
        return code >= 400
                ? new ToolException(reason(code), "%s answers %d.".formatted(host, code), failure)
                : new ToolException(Reason.UNAVAILABLE, host + " broke the connection off.", failure);
    }

    static ToolException untrusted(String host, Exception cause) {
        return new ToolException(
                Reason.UNAVAILABLE, host + " does not prove who it is: its TLS certificate was refused.", cause);
    }

    private static Reason reason(int code) {
        return switch (code) {
            case 530, 535 -> Reason.UNAUTHENTICATED;
            case 550, 554 -> Reason.PERMISSION_DENIED;
            default -> code >= 500 ? Reason.INVALID_ARGUMENT : Reason.UNAVAILABLE;
        };
    }

    private static List<Exception> chain(MessagingException first) {
        var chain = new ArrayList<Exception>();
        Exception next = first;
        while (next != null && !chain.contains(next)) {
            chain.add(next);
            next = next instanceof MessagingException more && more.getNextException() != null
                    ? more.getNextException()
                    : null;
        }
        return chain;
    }

    private static String excerpt(Exception said) {
        var text = String.valueOf(said.getMessage()).strip().replaceFirst("^\\d{3}[ -]", "");
        return text.isEmpty() ? "." : ": " + (text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text);
    }
}
