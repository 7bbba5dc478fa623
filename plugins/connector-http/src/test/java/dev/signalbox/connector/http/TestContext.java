package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A context whose client has no guard, so that tests can call a server on loopback. */
final class TestContext implements ConnectorContext, ConnectorHttp, ConnectorJson {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper mapper = new JsonMapper();

    @Override
    public Response send(Request request) throws InterruptedException {
        var builder =
                HttpRequest.newBuilder(request.uri()).timeout(request.timeout().orElseThrow());
        request.headers().forEach(builder::header);
        var publisher = request.body()
                .map(body -> BodyPublishers.ofByteArray(body.bytes()))
                .orElseGet(BodyPublishers::noBody);
        try {
            var response =
                    client.send(builder.method(request.method(), publisher).build(), BodyHandlers.ofByteArray());
            return new Response(
                    response.statusCode(), response.headers().map(), HttpBody.of(response.body()), response.uri());
        } catch (IOException e) {
            throw new ToolException(Reason.UNAVAILABLE, "No answer.", e);
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
        return Clock.systemUTC();
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("test");
    }

    @Override
    public ConnectorStore store() {
        throw new AssertionError("The HTTP connector keeps nothing.");
    }

    @Override
    public Socket dial(String host, int port, Duration timeout) {
        throw new AssertionError("The HTTP connector speaks HTTP only.");
    }
}
