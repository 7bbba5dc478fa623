package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ConnectorMembers;
import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.StreamedResponse;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The kit's context, but with a client that hands out an answer while it arrives, and with a clock that is set by hand. */
final class TestContext implements ConnectorContext, ConnectorHttp, ConnectorJson {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper mapper = new JsonMapper();
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final dev.signalbox.connector.testkit.TestContext kit =
            new dev.signalbox.connector.testkit.TestContext(clock);

    void passes(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Response send(Request request) throws InterruptedException {
        try (var answer = open(request)) {
            var whole = new java.io.ByteArrayOutputStream();
            for (var piece = answer.next(); piece.isPresent(); piece = answer.next()) {
                whole.writeBytes(piece.get().bytes());
            }
            return new Response(answer.status(), answer.headers(), HttpBody.of(whole.toByteArray()), answer.uri());
        }
    }

    @Override
    public StreamedResponse open(Request request) throws InterruptedException {
        var builder = HttpRequest.newBuilder(request.uri())
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(request.timeout().orElseThrow());
        request.headers().forEach(builder::header);
        var publisher = request.body()
                .map(body -> BodyPublishers.ofByteArray(body.bytes()))
                .orElseGet(BodyPublishers::noBody);
        try {
            return new Arriving(
                    client.send(builder.method(request.method(), publisher).build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new ToolException(Reason.OUTCOME_UNKNOWN, "No answer.", e);
        }
    }

    private record Arriving(HttpResponse<InputStream> response) implements StreamedResponse {

        @Override
        public int status() {
            return response.statusCode();
        }

        @Override
        public Map<String, List<String>> headers() {
            return response.headers().map();
        }

        @Override
        public URI uri() {
            return response.uri();
        }

        @Override
        public Optional<HttpBody> next() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var buffer = new byte[3]; // small, so that pieces end in the middle of things
            try {
                int read = response.body().read(buffer);
                return read == -1 ? Optional.empty() : Optional.of(HttpBody.of(Arrays.copyOf(buffer, read)));
            } catch (IOException e) {
                if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
                    throw new InterruptedException();
                }
                throw new ToolException(Reason.OUTCOME_UNKNOWN, "Broken off.", e);
            }
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public @Nullable Object read(String text) {
        try {
            return mapper.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String write(@Nullable Object value) {
        return mapper.writeValueAsString(value);
    }

    @Override
    public ConnectorHttp http() {
        return this;
    }

    @Override
    public ConnectorJson json() {
        return this;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("test");
    }

    @Override
    public ConnectorStore store() {
        return kit.store();
    }

    @Override
    public ConnectorMembers members() {
        return kit.members();
    }

    @Override
    public Socket dial(String host, int port, Duration timeout) {
        throw new AssertionError("MCP is spoken over HTTP only.");
    }
}
