package dev.signalbox.connector.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.channels.SmtpSettings.Tls;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpConnectorTest {

    private static final String FROM = "Signalbox <noreply@shop.example>";

    /** GreenMail: a real server, with accounts. */
    @Nested
    class Delivered {

        private static GreenMail plain;
        private static GreenMail encrypted;

        @BeforeAll
        static void start() {
            TestCertificate.SHARED.becomeThatOfGreenMail();
            plain = started(ServerSetup.PROTOCOL_SMTP);
            encrypted = started(ServerSetup.PROTOCOL_SMTPS);
            encrypted.setUser("robot@shop.example", "robot", "pa55word");
        }

        private static GreenMail started(String protocol) {
            var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
            mail.start();
            return mail;
        }

        @AfterAll
        static void stop() {
            plain.stop();
            encrypted.stop();
        }

        @BeforeEach
        void empty() throws Exception {
            plain.purgeEmailFromAllMailboxes();
        }

        @Test
        void aMailArrivesWithEverythingInIt() throws Exception {
            var result = send(
                    settings(plain.getSmtp().getPort(), Tls.NONE),
                    mail("Grüße ✓", "Guten Tag.\n.\n..\n" + "ä".repeat(5_000), "ann@shop.example"),
                    TestCall.anonymous());

            var arrived = only();
            assertThat(arrived.getSubject()).isEqualTo("Grüße ✓");
            assertThat(Arrays.toString(arrived.getFrom())).isEqualTo("[Signalbox <noreply@shop.example>]");
            assertThat(Arrays.toString(arrived.getRecipients(RecipientType.TO))).isEqualTo("[ann@shop.example]");
            assertThat(((String) arrived.getContent()).replace("\r\n", "\n").stripTrailing())
                    .isEqualTo("Guten Tag.\n.\n..\n" + "ä".repeat(5_000));
            assertThat(result.get("message_id")).isEqualTo(arrived.getMessageID());
            assertThat(arrived.getMessageID()).matches("<[0-9a-f]{32}@shop\\.example>");
        }

        @Test
        void htmlComesBesideTheText() throws Exception {
            var mail = new SmtpConnector.Mail(
                    List.of("Ann <ann@shop.example>"),
                    List.of("bob@shop.example"),
                    List.of("cyd@shop.example"),
                    Optional.of("desk@shop.example"),
                    "s",
                    "text",
                    Optional.of("<b>text</b>"));

            send(settings(plain.getSmtp().getPort(), Tls.NONE), mail, TestCall.anonymous());

            assertThat(plain.getReceivedMessages()).hasSize(3);
            var arrived = plain.getReceivedMessages()[0];
            assertThat(((MimeMultipart) arrived.getContent()).getBodyPart(1).getContent())
                    .isEqualTo("<b>text</b>");
            assertThat(Arrays.toString(arrived.getReplyTo())).isEqualTo("[desk@shop.example]");
            assertThat(arrived.getAllRecipients()).hasSize(2);
        }

        @Test
        void twoAttemptsHaveOneId() throws Exception {
            var settings = settings(plain.getSmtp().getPort(), Tls.NONE);
            var first = send(settings, mail("s", "t", "ann@shop.example"), TestCall.anonymous());
            var again = send(
                    settings,
                    mail("s", "t", "ann@shop.example"),
                    TestCall.anonymous().repeated());

            assertThat(again.get("message_id")).isEqualTo(first.get("message_id"));
        }

        @Test
        void aLoginGoesOverAnEncryptedConnection() throws Exception {
            var settings = settings(encrypted.getSmtps().getPort(), Tls.TLS);

            send(settings, mail("s", "t", "ann@shop.example"), login("robot", "pa55word"));

            assertThat(encrypted.getReceivedMessages()).isNotEmpty();
            connector(settings).check(login("robot", "pa55word"));
            assertThat(failure(() -> connector(settings).check(login("robot", "wr0ng")))
                            .reason())
                    .isEqualTo(Reason.UNAUTHENTICATED);
        }

        @Test
        void aServerThatNobodyVouchesForIsNotTold() {
            var untrusting = new SmtpSettings(
                    "localhost", encrypted.getSmtps().getPort(), Tls.TLS, Optional.empty(), FROM, List.of(), 5);

            assertThat(failure(() -> connector(untrusting).check(login("robot", "pa55word"))))
                    .hasMessageContaining("certificate");
        }

        @Test
        void aServerUnderAnotherNameIsNotTold() throws Exception {
            var misnamed = new SmtpSettings(
                    "127.0.0.1",
                    encrypted.getSmtps().getPort(),
                    Tls.TLS,
                    Optional.of(TestCertificate.SHARED.pem()),
                    FROM,
                    List.of(),
                    5);

            assertThat(failure(() -> connector(misnamed).check(login("robot", "pa55word"))))
                    .hasMessageContaining("certificate");
        }

        @Test
        void aPasswordIsNeverSentInClear() {
            var settings = settings(plain.getSmtp().getPort(), Tls.NONE);

            assertThat(failure(() -> connector(settings).check(login("robot", "pa55word")))
                            .reason())
                    .isEqualTo(Reason.PERMISSION_DENIED);
        }

        private MimeMessage only() {
            assertThat(plain.getReceivedMessages()).hasSize(1);
            return plain.getReceivedMessages()[0];
        }
    }

    @Nested
    class Refused {

        private ScriptedSmtp server;
        private SmtpSettings settings;

        @BeforeEach
        void start() throws Exception {
            server = new ScriptedSmtp(TestCertificate.SHARED.server());
            settings = settings(server.port(), Tls.STARTTLS);
        }

        @AfterEach
        void stop() {
            server.close();
        }

        @Test
        void everythingIsSaidAfterStarttls() throws Exception {
            send(settings, mail("s", "t", "ann@shop.example"), TestCall.anonymous());

            assertThat(server.heard.indexOf("STARTTLS"))
                    .isLessThan(server.heard.indexOf("MAIL FROM:<noreply@shop.example>"));
            assertThat(server.heard.getFirst()).isEqualTo("EHLO shop.example");
        }

        @Test
        void withoutStarttlsNothingIsSaid() {
            server.answers("EHLO", "250 here");

            fails(Reason.UNAVAILABLE);
            assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL"));
        }

        @ParameterizedTest
        @CsvSource({
            "hello, 554 go away, PERMISSION_DENIED",
            "hello, 421 busy, UNAVAILABLE",
            "MAIL, 450 later, UNAVAILABLE",
            "MAIL, 550 not you, PERMISSION_DENIED",
            "MAIL, 530 log in, UNAUTHENTICATED",
            "RCPT, 550 no such user, NOT_FOUND",
            "RCPT, 451 try later, UNAVAILABLE",
            "RCPT, 452 too many, UNAVAILABLE",
            "DATA, 451 later, UNAVAILABLE",
            "., 552 too large, INVALID_ARGUMENT",
            "., 554 spam, PERMISSION_DENIED",
            "., 451 later, UNAVAILABLE",
            "hello, '', UNAVAILABLE",
            "MAIL, '', UNAVAILABLE",
            "DATA, '', UNAVAILABLE",
            "., '', OUTCOME_UNKNOWN"
        })
        void anAnswerHasItsReason(String command, String answer, Reason reason) {
            server.answers(command, answer);

            fails(reason);
        }

        @Test
        void anUnknownRecipientIsNamed() {
            server.answers("RCPT", "550 5.1.1 no such user");

            assertThat(fails(Reason.NOT_FOUND))
                    .hasMessageContaining("ann@shop.example")
                    .hasMessageContaining("550");
            assertThat(server.heard).doesNotContain("DATA");
        }

        @Test
        void aCancelledCallEnds() throws Exception {
            try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var failure = new AtomicReference<Throwable>();
                var caller = Thread.ofVirtual().start(() -> {
                    try {
                        connector(settings(silent.getLocalPort(), Tls.STARTTLS)).check(TestCall.anonymous());
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                });
                silent.accept();

                caller.interrupt();

                assertThat(caller.join(Duration.ofSeconds(3))).isTrue();
                assertThat(failure.get()).isInstanceOf(InterruptedException.class);
            }
        }

        private ToolException fails(Reason reason) {
            var failure = failure(() -> send(settings, mail("s", "t", "ann@shop.example"), TestCall.anonymous()));
            assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
            return failure;
        }
    }

    @Nested
    class NotSent {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "ann",
                    "ann@",
                    "@shop.example",
                    "ann@shop.example, bob@shop.example",
                    "ann@shop.example\r\nBcc: bob@shop.example",
                    "ann@shop.example\nBcc: bob@shop.example",
                    "Ann\r\nBcc: bob@shop.example <ann@shop.example>",
                    "friends: ann@shop.example, bob@shop.example;",
                    "<@relay.example:ann@shop.example>",
                    "ann@shop.example\0",
                    "ann b@shop.example",
                    "änn@shop.example",
                    "ann@grüße.example"
                })
        void whatIsNoAddressIsRefused(String address) {
            refused(Reason.INVALID_ARGUMENT, mail("s", "t", address));
        }

        @ParameterizedTest
        @ValueSource(strings = {"s\r\nBcc: bob@shop.example", "s\nx", "s\rx", "s\0", "", " "})
        void aSubjectIsOneLine(String subject) {
            refused(Reason.INVALID_ARGUMENT, mail(subject, "t", "ann@shop.example"));
        }

        @Test
        void whatIsTooLongIsRefused() {
            refused(Reason.INVALID_ARGUMENT, mail("s".repeat(251), "t", "ann@shop.example"));
            refused(Reason.INVALID_ARGUMENT, mail("s", "t".repeat(200_001), "ann@shop.example"));
            refused(
                    Reason.INVALID_ARGUMENT,
                    mail("s", "t", Collections.nCopies(51, "ann@shop.example").toArray(String[]::new)));
            refused(Reason.INVALID_ARGUMENT, mail("s", "t"));
        }

        @Test
        void whoIsNotAllowedIsNotWrittenTo() {
            refused(Reason.PERMISSION_DENIED, mail("s", "t", "ann@shop.example", "eve@elsewhere.example"));
            refused(Reason.PERMISSION_DENIED, mail("s", "t", "eve@notshop.example"));
        }

        @Test
        void aDomainOfAnyScriptIsWrittenInAscii() {
            assertThat(MailAddress.of("Ann <ann@bücher.example>").plain()).isEqualTo("ann@xn--bcher-kva.example");
        }

        private void refused(Reason reason, SmtpConnector.Mail mail) {
            // Nobody listens there: what is refused is refused before anything is dialled.
            var nowhere =
                    new SmtpSettings("127.0.0.1", 9, Tls.NONE, Optional.empty(), FROM, List.of("@shop.example"), 5);

            assertThat(failure(() -> send(nowhere, mail, TestCall.anonymous())).reason())
                    .isEqualTo(reason);
        }
    }

    private static SmtpSettings settings(int port, Tls tls) {
        try {
            return new SmtpSettings(
                    "localhost", port, tls, Optional.of(TestCertificate.SHARED.pem()), FROM, List.of(), 5);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SmtpConnector connector(SmtpSettings settings) {
        return new SmtpConnector(settings, new TestContext());
    }

    private static ToolCall login(String user, String password) {
        return TestCall.with(new Credential.Basic(user, Secret.of(password)));
    }

    private static SmtpConnector.Mail mail(String subject, String text, String... to) {
        return new SmtpConnector.Mail(
                List.of(to), List.of(), List.of(), Optional.empty(), subject, text, Optional.empty());
    }

    @SuppressWarnings("unchecked") // there is one tool, and these are its arguments
    private static Map<?, ?> send(SmtpSettings settings, SmtpConnector.Mail mail, ToolCall call)
            throws InterruptedException {
        var tool = (Tool<SmtpConnector.Mail>) connector(settings).tools().getFirst();
        return (Map<?, ?>) tool.handler().handle(mail, call).structured();
    }

    private static ToolException failure(ThrowingCallable action) {
        return assertThatExceptionOfType(ToolException.class).isThrownBy(action).actual();
    }
}
