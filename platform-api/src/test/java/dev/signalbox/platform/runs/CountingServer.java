package dev.signalbox.platform.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * Another system that counts what is done to it: {@code /ok/name} works, {@code /bad/name} refuses, and {@code /hold/name} acts at
 * once but answers only after {@link #release}.
 */
public final class CountingServer implements AutoCloseable {

    private final HttpServer server;
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<Effect> effects = new CopyOnWriteArrayList<>();

    record Effect(String name, String key) {}

    public CountingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::act);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path);
    }

    /** How often the thing of this name was done. */
    public long count(String name) {
        return effects.stream().filter(effect -> effect.name().equals(name)).count();
    }

    /** The idempotency keys it was done with. */
    public List<String> keys(String name) {
        return effects.stream()
                .filter(effect -> effect.name().equals(name))
                .map(Effect::key)
                .toList();
    }

    public void release() {
        released.countDown();
    }

    private void act(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        effects.add(new Effect(path[2], key == null ? "none" : key));
        if (path[1].equals("hold")) {
            hold();
        }
        byte[] body = "{\"done\": \"%s\"}".formatted(path[2]).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(path[1].equals("bad") ? 422 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void hold() {
        try {
            released.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
