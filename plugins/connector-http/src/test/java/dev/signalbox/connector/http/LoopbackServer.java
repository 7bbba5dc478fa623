package dev.signalbox.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers every request the same way and remembers what it was asked. */
final class LoopbackServer implements AutoCloseable {

    record Seen(String method, URI uri, Headers headers, String body) {}

    final List<Seen> seen = new ArrayList<>();

    private final HttpServer server;
    private int status = 200;
    private Map<String, String> headers = Map.of("Content-Type", "application/json");
    private byte[] body = "{\"ok\":true}".getBytes(UTF_8);

    LoopbackServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            seen.add(new Seen(
                    exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), text));
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    void answers(int newStatus, Map<String, String> newHeaders, byte[] newBody) {
        status = newStatus;
        headers = newHeaders;
        body = newBody;
    }

    void answers(int newStatus, String contentType, String newBody) {
        answers(newStatus, Map.of("Content-Type", contentType), newBody.getBytes(UTF_8));
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Seen last() {
        return seen.getLast();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
