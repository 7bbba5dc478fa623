package dev.signalbox.connector.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.LoopbackServer;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsConnectorTest {

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
        server.answers(201, "application/json", "{\"sid\":\"SM1\",\"status\":\"queued\",\"num_segments\":\"1\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageGoesOutAsAForm() throws Exception {
        var result = send("+15551234567", "+41791234567", "1 + 1 = 2 & Grüße");

        assertThat(result).isEqualTo(Map.of("id", "SM1", "status", "queued", "segments", "1"));
        assertThat(server.last().uri()).hasPath("/2010-04-01/Accounts/AC0/Messages.json");
        assertThat(server.last().body())
                .isEqualTo("To=%2B41791234567&From=%2B15551234567&Body=1+%2B+1+%3D+2+%26+Gr%C3%BC%C3%9Fe");
        assertThat(server.last().headers().getFirst("Authorization")).isEqualTo("Basic QUMwOnQwa2Vu");
    }

    @Test
    void aMessagingServiceIsNamedAsOne() throws Exception {
        send("MG123", "+41791234567", "hello");

        assertThat(server.last().body()).contains("MessagingServiceSid=MG123").doesNotContain("From=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0791234567", "+0791234567", "+41 79 123", "+4179123456789012", "", "+41791234567\r\nX: y"})
    void whatIsNoNumberIsNotSent(String number) {
        fails(Reason.INVALID_ARGUMENT, number);
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void aNumberElsewhereIsRefused() {
        fails(Reason.PERMISSION_DENIED, "+9991234567");
        assertThat(server.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21211, NOT_FOUND",
        "400, 21610, PERMISSION_DENIED",
        "400, 21617, INVALID_ARGUMENT",
        "401, 20003, UNAUTHENTICATED",
        "429, 20429, RATE_LIMITED",
        "500, 20500, UPSTREAM_FAILED",
        "503, 0, UNAVAILABLE",
        "504, 0, OUTCOME_UNKNOWN"
    })
    void aRefusalHasItsReason(int status, int code, Reason reason) {
        server.answers(status, "application/json", "{\"code\":%d,\"message\":\"because\"}".formatted(code));

        assertThat(fails(reason, "+41791234567")).hasMessage("127.0.0.1 answered " + status + ": because");
    }

    @Test
    void anAnswerThatIsNoJsonIsStillJudgedByItsStatus() throws Exception {
        server.answers(502, "text/html", "<html>");
        fails(Reason.OUTCOME_UNKNOWN, "+41791234567");

        server.answers(200, "text/html", "<html>");
        assertThat(send("+15551234567", "+41791234567", "x")).asString().contains("id=null");
    }

    @Test
    void aTextThatIsTooLongIsNotSent() {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> send("+15551234567", "+41791234567", "x".repeat(1601)))
                .withMessage("text has 1601 characters; 1600 are the most.");
    }

    @Test
    void aWrongLoginFailsTheCheck() throws Exception {
        sms("+15551234567").check(login());
        assertThat(server.last().uri()).hasPath("/2010-04-01/Accounts/AC0.json");

        server.answers(401, "application/json", "{}");
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> sms("+15551234567").check(login()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAUTHENTICATED));
    }

    private ToolException fails(Reason reason, String number) {
        return assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> send("+15551234567", number, "hello"))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
                .actual();
    }

    @SuppressWarnings("unchecked") // there is one tool, and these are its arguments
    private Object send(String from, String to, String text) throws InterruptedException {
        var tool = (Tool<SmsConnector.Text>) sms(from).tools().getFirst();
        return tool.handler().handle(new SmsConnector.Text(to, text), login()).structured();
    }

    private SmsConnector sms(String from) {
        return new SmsConnector(
                new SmsSettings(URI.create(server.address()), Optional.empty(), from, List.of("+41", "+1"), 5),
                new TestContext());
    }

    private static TestCall login() {
        return TestCall.with(new Credential.Basic("AC0", Secret.of("t0ken")));
    }
}
