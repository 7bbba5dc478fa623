package dev.signalbox.connector.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.LoopbackServer;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackConnectorTest {

    private LoopbackServer server;
    private SlackConnector slack;
    private ToolCall call;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
        server.answers(200, "text/plain", "ok");
        slack = new SlackConnector(new SlackSettings(server.address().replace("http://", ""), 5), new TestContext());
        call = with(server.address() + "/services/T0/B0/s3cret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageGoesToTheAddressThatIsTheSecret() throws Exception {
        assertThat(send("Grüße")).isEqualTo(Map.of("delivered", true));

        assertThat(server.last().uri()).hasPath("/services/T0/B0/s3cret");
        assertThat(server.last().body()).isEqualTo("{\"text\":\"Grüße\"}");
    }

    @Test
    void aTextRingsForNobodyUnlessItIsMarkup() throws Exception {
        send("<!channel> a & b");
        assertThat(server.last().body()).isEqualTo("{\"text\":\"&lt;!channel&gt; a &amp; b\"}");

        handle(new SlackConnector.Message("<!here> *now*", true, List.of(Map.of("type", "divider"))), call);
        assertThat(server.last().body()).isEqualTo("{\"text\":\"<!here> *now*\",\"blocks\":[{\"type\":\"divider\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_payload, INVALID_ARGUMENT",
        "403, action_prohibited, PERMISSION_DENIED",
        "403, invalid_token, UNAUTHENTICATED",
        "404, no_service, UNAUTHENTICATED",
        "404, channel_not_found, NOT_FOUND",
        "410, channel_is_archived, NOT_FOUND",
        "500, rollup_error, UPSTREAM_FAILED",
        "502, '', OUTCOME_UNKNOWN",
        "503, '', UNAVAILABLE"
    })
    void aRefusalHasItsReason(int status, String said, Reason reason) {
        server.answers(status, "text/plain", said);

        fails(reason, "hello");
    }

    @Test
    void theWaitingTimeIsPassedOn() {
        server.answers(429, Map.of("Retry-After", "30"), new byte[0]);

        assertThat(fails(Reason.RATE_LIMITED, "hello").retryAfter()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void theAddressIsNeverShown() {
        server.answers(404, "text/plain", "nothing at /services/T0/B0/s3cret");

        assertThat(fails(Reason.NOT_FOUND, "hello")).hasMessageNotContaining("s3cret");
        assertThat(failure(() -> handle(message("hello"), with("https://elsewhere.example/services/s3cret"))))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.answers(302, Map.of("Location", server.address() + "/elsewhere"), new byte[0]);

        fails(Reason.PERMISSION_DENIED, "hello");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void anAddressOfAnotherHostIsNotUsed() {
        for (var secret : List.of(
                "https://elsewhere.example/x",
                "no address",
                "http://a@" + server.address().substring(7) + "/x",
                "")) {
            assertThat(failure(() -> handle(message("hello"), with(secret))).reason())
                    .isEqualTo(Reason.UNAUTHENTICATED);
        }
        assertThat(failure(() -> handle(message("hello"), TestCall.anonymous())).reason())
                .isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void aTextThatIsTooLongOrEmptyIsNotSent() {
        fails(Reason.INVALID_ARGUMENT, "x".repeat(40_001));
        fails(Reason.INVALID_ARGUMENT, " ");
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void theCheckPostsNothing() throws Exception {
        server.answers(400, "text/plain", "no_text");
        slack.check(call);

        server.answers(404, "text/plain", "no_service");
        assertThat(failure(() -> slack.check(call)).reason()).isEqualTo(Reason.UNAUTHENTICATED);
    }

    private Object send(String text) throws InterruptedException {
        return handle(message(text), call);
    }

    @SuppressWarnings("unchecked") // there is one tool, and these are its arguments
    private Object handle(SlackConnector.Message message, ToolCall with) throws InterruptedException {
        var tool = (Tool<SlackConnector.Message>) slack.tools().getFirst();
        return tool.handler().handle(message, with).structured();
    }

    private ToolException fails(Reason reason, String text) {
        var failure = failure(() -> send(text));
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        return failure;
    }

    private static ToolException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        return assertThatExceptionOfType(ToolException.class).isThrownBy(action).actual();
    }

    private static SlackConnector.Message message(String text) {
        return new SlackConnector.Message(text, false, List.of());
    }

    private static ToolCall with(String address) {
        return TestCall.with(new Credential.ApiKey(Secret.of(address)));
    }
}
