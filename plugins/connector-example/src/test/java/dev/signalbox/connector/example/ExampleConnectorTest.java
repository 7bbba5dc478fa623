package dev.signalbox.connector.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.LoopbackServer;
import dev.signalbox.connector.testkit.OpenTools;
import dev.signalbox.connector.testkit.TestCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExampleConnectorTest {

    private LoopbackServer quotes;
    private OpenTools tools;

    @BeforeEach
    void open() throws Exception {
        quotes = new LoopbackServer();
        quotes.answers(200, "application/json", "{\"text\": \"Well begun is half done.\"}");
        tools = OpenTools.of("example", "{\"base_url\": \"%s/v1\"}".formatted(quotes.address()));
    }

    @AfterEach
    void close() {
        tools.close();
        quotes.close();
    }

    @Test
    void aTopicIsLookedUpWithTheCredentialOfTheCall() throws Exception {
        var call = TestCall.with(new Credential.Bearer(Secret.of("t0k3n")));

        assertThat(tools.call("quote_find", "{\"topic\": \"half & half\"}", call))
                .isEqualTo("{\"text\":\"Well begun is half done.\"}");
        assertThat(quotes.last().uri()).hasToString("/v1/quotes?topic=half+%26+half");
        assertThat(quotes.last().headers().getFirst("Authorization")).isEqualTo("Bearer t0k3n");
    }

    @Test
    void anUnknownTopicIsNotFound() {
        quotes.answers(404, "text/plain", "");

        refuses("quote_find", "{\"topic\": \"nothing\"}", Reason.NOT_FOUND);
    }

    @Test
    void aKeptQuoteIsListedAndNotWrittenOver() throws Exception {
        tools.call("quote_keep", "{\"name\": \"a\", \"text\": \"one\"}", TestCall.anonymous());

        refuses("quote_keep", "{\"name\": \"a\", \"text\": \"two\"}", Reason.CONFLICT);
        assertThat(tools.call("quote_list", "{}", TestCall.anonymous()))
                .isEqualTo("{\"quotes\":[{\"name\":\"a\",\"text\":\"one\"}]}");
    }

    private void refuses(String tool, String arguments, Reason reason) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> tools.call(tool, arguments, TestCall.anonymous()))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
