package dev.signalbox.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * A system with effects that honours {@code Idempotency-Key}: what it has seen it answers again without doing it again.
 * It answers slowly, so that a kill finds calls whose effect has happened and whose answer nobody has read.
 */
final class EffectServer implements AutoCloseable {

    private static final long SLOWNESS_MS = 150;

    private final HttpServer server;
    private final Map<String, String> doneByKey = new ConcurrentHashMap<>();
    private final Map<String, Integer> effects = new HashMap<>();
    private int calls;

    private EffectServer(HttpServer server) {
        this.server = server;
    }

    static EffectServer start() throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new EffectServer(http);
        http.createContext("/effect", server::take);
        http.start();
        return server;
    }

    String address() {
        return "http://127.0.0.1:%d/effect".formatted(server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        exchange.getRequestBody().readAllBytes();
        var effect = exchange.getRequestURI().getQuery();
        var known = key == null ? null : doneByKey.putIfAbsent(key, effect);
        count(effect, known == null);
        CompletableFuture.delayedExecutor(SLOWNESS_MS, TimeUnit.MILLISECONDS).execute(() -> answer(exchange, effect));
    }

    private synchronized void count(String effect, boolean done) {
        calls++;
        if (done) {
            effects.merge(effect, 1, Integer::sum);
        }
        notifyAll();
    }

    private static void answer(HttpExchange exchange, String effect) {
        var body = "{\"done\": \"%s\"}".formatted(effect).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            if (!"Broken pipe".equals(e.getMessage()) && !"Connection reset by peer".equals(e.getMessage())) {
                throw new UncheckedIOException(e); // the caller that was killed does not read its answer
            }
        }
    }

    /** Every effect with how often it happened. */
    synchronized Map<String, Integer> effects() {
        return Map.copyOf(effects);
    }

    synchronized int calls() {
        return calls;
    }

    /** Waits until so many different effects have happened. */
    void awaitEffects(int wanted, Duration patience) throws InterruptedException {
        await(effects::size, wanted, patience);
    }

    /** Waits until so many calls have come, repeated ones too. */
    void awaitCalls(int wanted, Duration patience) throws InterruptedException {
        await(() -> calls, wanted, patience);
    }

    private synchronized void await(IntSupplier count, int wanted, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (count.getAsInt() < wanted) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("%d of %d after %s".formatted(count.getAsInt(), wanted, patience));
            }
            wait(left);
        }
    }

    List<String> repeated() {
        return effects().entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::toString)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
