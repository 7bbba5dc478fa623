/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server on this machine that answers as a test tells it to, and remembers what it was asked. */
public final class LoopbackServer implements AutoCloseable {

    /**
     * What the server was asked.
     *
     * @param method upper case
     * @param uri path and query
     * @param headers as they came
     * @param body read as UTF-8
     */
    public record Seen(String method, URI uri, Headers headers, String body) {}

    /** What it answers; the body is not to be changed. */
    public record Answer(int status, Map<String, String> headers, String body) {

        /** A JSON text. */
        public static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body);
        }

        /** Any text. */
        public static Answer text(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
        }
    }

    /** How a request is met. */
    @FunctionalInterface
    private interface Behaviour {
        void meet(HttpExchange exchange, Seen seen) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Behaviour usual = answering(_ -> Answer.json(200, "{\"ok\":true}"));
    private volatile @Nullable Behaviour instead;

    /** Starts on a free port. */
    public LoopbackServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::meet);
        server.start();
    }

    /** Where it listens, such as {@code http://127.0.0.1:40123}. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers every request alike from now on. */
    public void answers(int status, String contentType, String body) {
        answers(status, Map.of("Content-Type", contentType), body.getBytes(UTF_8));
    }

    /** Answers every request alike from now on. */
    public void answers(int status, Map<String, String> headers, byte[] body) {
        usual = (exchange, _) -> send(exchange, status, headers, body);
    }

    /** Answers each request by what it asks from now on. */
    public void answers(Function<Seen, Answer> answer) {
        usual = answering(answer);
    }

    /** Until {@link #recovers()}: this, whatever it was told to answer. */
    public void fails(Answer answer) {
        instead = answering(_ -> answer);
    }

    /** Until {@link #recovers()}: takes each request and closes the connection. */
    public void breaks() {
        instead = (exchange, _) -> exchange.close();
    }

    /** Until {@link #recovers()}: takes each request and never answers it. */
    public void hangs() {
        instead = (exchange, _) -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                exchange.close();
            }
        };
    }

    /** Answers again as it was told. */
    public void recovers() {
        instead = null;
    }

    /** Everything it was asked, in its order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** What it was asked last. */
    public Seen last() {
        return seen.getLast();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void meet(HttpExchange exchange) throws IOException {
        var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var asked = new Seen(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), text);
        seen.add(asked);
        var now = instead;
        (now == null ? usual : now).meet(exchange, asked);
    }

    private static Behaviour answering(Function<Seen, Answer> answer) {
        return (exchange, asked) -> {
            var given = answer.apply(asked);
            send(exchange, given.status(), given.headers(), given.body().getBytes(UTF_8));
        };
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
