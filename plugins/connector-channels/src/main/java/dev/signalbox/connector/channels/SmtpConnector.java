package dev.signalbox.connector.channels;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SmtpConnector implements Connector {

    private static final int MOST_RECIPIENTS = 50;

    private final SmtpSettings settings;
    private final MailServer server;
    private final Clock clock;

    SmtpConnector(SmtpSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.server = new MailServer(settings, context);
        this.clock = context.clock();
    }

    record Mail(
            @Description("Addresses, such as ann@example.com or Ann <ann@example.com>.")
            List<String> to,

            @Description("Addresses that get a copy.") List<String> cc,

            @Description("Addresses that get a copy the others do not see.")
            List<String> bcc,

            @Description("Where answers go, when not to the sender.")
            Optional<String> replyTo,

            @Description("One line, at most 250 characters.")
            String subject,

            @Description("The mail as plain text, at most 200,000 characters.")
            String text,

            @Description("The same as HTML, for readers that show it.")
            Optional<String> html) {}

    @Override
    public List<Tool<?>> tools() {
        return List.of(Tool.of(
                ToolDefinition.destructive(
                        "smtp_send",
                        "Send a mail",
                        "Sends one mail to at most 50 people and returns {message_id, recipients}. When the server refuses "
                                + "one of the recipients, nobody gets it. A mail that was sent cannot be taken back."),
                Mail.class,
                this::send));
    }

    @Override
    public void check(ToolCall call) throws InterruptedException {
        server.session(call, MailSession::noop);
    }

    private ToolResult send(Mail mail, ToolCall call) throws InterruptedException {
        var message = message(mail, call);
        server.session(call, session -> session.send(message));
        return ToolResult.of(Map.of(
                "message_id", message.id(),
                "recipients",
                        message.recipients().stream().map(MailAddress::plain).toList()));
    }

    private MailText message(Mail mail, ToolCall call) {
        Refusals.requireText("subject", mail.subject(), 250);
        Refusals.requireOneLine("subject", mail.subject());
        Refusals.requireText("text", mail.text(), 200_000);
        mail.html().ifPresent(html -> Refusals.requireText("html", html, 200_000));
        var to = addresses(mail.to());
        var cc = addresses(mail.cc());
        var bcc = addresses(mail.bcc());
        if (to.isEmpty()) {
            throw Refusals.invalid("to names at least one address.");
        }
        var all = new ArrayList<>(to);
        all.addAll(cc);
        all.addAll(bcc);
        if (all.size() > MOST_RECIPIENTS) {
            throw Refusals.invalid("A mail has at most " + MOST_RECIPIENTS + " recipients.");
        }
        try {
            return MailText.of(
                    MailAddress.of(settings.from()), to, cc, all, mail, call.idempotencyKey(), clock.instant());
        } catch (MessagingException e) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "A mail cannot be made of this.", e);
        }
    }

    private List<MailAddress> addresses(List<String> texts) {
        var addresses = texts.stream().map(MailAddress::of).toList();
        for (var address : addresses) {
            if (!address.isOneOf(settings.allowedRecipients())) {
                throw new ToolException(
                        Reason.PERMISSION_DENIED, "This instance does not write to " + address.plain() + ".");
            }
        }
        return addresses;
    }
}
