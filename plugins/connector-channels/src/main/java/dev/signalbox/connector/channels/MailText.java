package dev.signalbox.connector.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** A mail as it goes out, and to whom. */
record MailText(MimeMessage message, String id, List<MailAddress> recipients) {

    /** @param key the same for every attempt, so that the id is too, and a mail that went out twice is known as one */
    static MailText of(
            MailAddress from,
            List<MailAddress> to,
            List<MailAddress> cc,
            List<MailAddress> all,
            SmtpConnector.Mail mail,
            String key,
            Instant now)
            throws MessagingException {
        var id = "<%s@%s>".formatted(digest(key), from.domain());
        var message = new Identified(id);
        message.setFrom(from.address());
        message.setRecipients(RecipientType.TO, array(to));
        message.setRecipients(RecipientType.CC, array(cc));
        if (mail.replyTo().isPresent()) {
            message.setReplyTo(array(List.of(MailAddress.of(mail.replyTo().get()))));
        }
        message.setSubject(mail.subject(), "utf-8");
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (mail.html().isPresent()) {
            message.setContent(both(mail.text(), mail.html().get()));
        } else {
            message.setText(mail.text(), "utf-8");
        }
        message.saveChanges();
        return new MailText(message, id, List.copyOf(all));
    }

    InternetAddress[] envelope() {
        return array(recipients);
    }

    private static MimeMultipart both(String text, String html) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(text, "utf-8");
        var rich = new MimeBodyPart();
        rich.setText(html, "utf-8", "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    private static InternetAddress[] array(List<MailAddress> addresses) {
        return addresses.stream().map(MailAddress::address).toArray(InternetAddress[]::new);
    }

    private static String digest(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The library would put the name of this machine and its user into the id. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
