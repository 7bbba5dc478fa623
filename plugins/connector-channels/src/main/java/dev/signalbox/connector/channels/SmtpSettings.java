package dev.signalbox.connector.channels;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

record SmtpSettings(
        @Description("The mail server, such as smtp.example.com.")
        String host,

        @Description("Its port: 587 with starttls, 465 with tls.") @Default("587")
        int port,

        @Description("starttls: encrypted before anything is said. tls: encrypted from the first byte. "
                + "none: plain, for a server in a network of one's own; a password is never sent so.")
        @Default("starttls")
        Tls tls,

        @Description("The certificate, as PEM, of the authority that vouches for the server. "
                + "Empty: the well-known authorities.")
        Optional<String> caCertificate,

        @Description("Whom the mails are from, such as Signalbox <noreply@example.com>.")
        String from,

        @Description("Who may be written to: whole addresses, or @example.com for everybody there. Empty: anybody.")
        List<String> allowedRecipients,

        @Description("How many seconds the server may take for each answer, 1 to 60.") @Default("20")
        int timeoutSeconds) {

    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:\\[\\]-]{1,253}");

    enum Tls {
        STARTTLS,
        TLS,
        NONE
    }

    SmtpSettings {
        if (!HOST.matcher(host).matches()) {
            throw Refusals.invalid("host is a name or an address without port or scheme, such as smtp.example.com.");
        }
        if (port < 1 || port > 65535) {
            throw Refusals.invalid("port is 1 to 65535.");
        }
        if (timeoutSeconds < 1 || timeoutSeconds > 60) {
            throw Refusals.invalid("timeout_seconds is 1 to 60.");
        }
        if (caCertificate.isPresent() && !caCertificate.get().strip().startsWith("-----BEGIN CERTIFICATE-----")) {
            throw Refusals.invalid("ca_certificate begins with -----BEGIN CERTIFICATE-----.");
        }
        MailAddress.of(from);
        allowedRecipients = List.copyOf(allowedRecipients);
        for (var allowed : allowedRecipients) {
            if (!allowed.contains("@")) {
                throw Refusals.invalid("allowed_recipients has addresses, or domains as @example.com.");
            }
        }
    }
}
