package dev.signalbox.platform.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another system: it answers when the test says so, or fails as often as it was told to. */
final class SlowServer implements AutoCloseable {

    private final HttpServer server;
    private final CountDownLatch open = new CountDownLatch(1);
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final List<Integer> failures = new ArrayList<>();

    SlowServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/slow", this::slow);
        server.createContext("/now", this::now);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path);
    }

    /** The idempotency key of the next request, which then waits; null when none came. */
    @Nullable
    String next() throws InterruptedException {
        return arrived.poll(15, TimeUnit.SECONDS);
    }

    int requests() {
        return arrived.size();
    }

    void failFirst(Integer... statuses) {
        failures.addAll(List.of(statuses));
    }

    void open() {
        open.countDown();
    }

    private void slow(HttpExchange exchange) throws IOException {
        arrived.add(key(exchange));
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 200);
    }

    private synchronized void now(HttpExchange exchange) throws IOException {
        arrived.add(key(exchange));
        answer(exchange, failures.isEmpty() ? 200 : failures.removeFirst());
    }

    private static String key(HttpExchange exchange) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        return key == null ? "none" : key;
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"done\": true}".getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        open();
        server.stop(0);
    }
}
