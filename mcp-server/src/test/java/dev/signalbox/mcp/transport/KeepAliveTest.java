package dev.signalbox.mcp.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** One connection carries request after request, also when one comes early. */
class KeepAliveTest extends McpTest {

    private static final int PATIENCE_MILLIS = 10_000;

    @Test
    void aConnectionGoesOnAfterARequestThatCameBeforeTheAnswerToTheOneBefore() throws IOException {
        raw().rpc(1, "tools/list", "{}");
        PLATFORM.answers(
                "GET /v1/workflows", _ -> Mono.delay(Duration.ofMillis(100)).thenReturn(Said.json("{\"items\":[]}")));

        try (var socket = new Socket("127.0.0.1", URI.create(address()).getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

            write(socket, slow() + quick());
            assertThat(status(answers)).isEqualTo(200);
            assertThat(status(answers)).isEqualTo(405);

            write(socket, quick());
            assertThat(status(answers)).isEqualTo(405);
        }
    }

    private String slow() {
        var body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"workflows_list\"}}";
        return head("POST") + "Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** Needs nobody else: its caller is known, and it opens no stream. */
    private String quick() {
        return head("GET") + "\r\n";
    }

    private String head(String method) {
        return "%s /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n".formatted(method, token);
    }

    private static void write(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads one answer to its end. */
    private static int status(BufferedReader answers) throws IOException {
        int status = Integer.parseInt(String.valueOf(answers.readLine()).split(" ", -1)[1]);
        int length = 0;
        for (var line = String.valueOf(answers.readLine());
                !line.isEmpty();
                line = String.valueOf(answers.readLine())) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (int read = 0; read < length; read++) {
            answers.read();
        }
        return status;
    }
}
