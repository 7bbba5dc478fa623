package dev.signalbox.platform.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider that speaks both wires. It is as strict as the real ones about keys and about the order of messages, and says what
 * the test has lined up.
 */
public final class ModelServer implements AutoCloseable {

    public static final String KEY = "sk-test-0123456789abcdefghij";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final LinkedBlockingDeque<Reply> replies = new LinkedBlockingDeque<>();
    private volatile CountDownLatch open = new CountDownLatch(1);

    public ModelServer() {
        this(0);
    }

    public ModelServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/v1/chat/completions", exchange -> take(exchange, new OpenAiWire()));
        server.createContext("/v1/messages", exchange -> take(exchange, new AnthropicWire()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** One question as it arrived. */
    public record Asked(Map<String, String> headers, JsonNode body) {}

    public record Call(String id, String name, String arguments) {}

    private sealed interface Reply {}

    private record Says(String text, Call... calls) implements Reply {}

    private record Fails(int status, String body, Map<String, String> headers) implements Reply {}

    private record Cut(String text) implements Reply {}

    private record Silence() implements Reply {}

    public String baseUrl() {
        return "http://127.0.0.1:%d/v1".formatted(port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public ModelServer says(String text, Call... calls) {
        replies.add(new Says(text, calls));
        return this;
    }

    /** An answer that has reached its limit of tokens. */
    public ModelServer cutsOff(String text) {
        replies.add(new Cut(text));
        return this;
    }

    /** Any status with any body, also 200 with nonsense. */
    public ModelServer answers(int status, String body, String... headers) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        replies.add(new Fails(status, body.replace('\'', '"'), map));
        return this;
    }

    /** Nothing, until the server is closed. */
    public ModelServer isSilent() {
        replies.add(new Silence());
        return this;
    }

    /** The next question; null when none came. */
    public @Nullable Asked next() throws InterruptedException {
        return asked.poll(20, TimeUnit.SECONDS);
    }

    /** As new, for the next test. */
    public void forget() {
        replies.clear();
        open.countDown();
        open = new CountDownLatch(1);
        asked.clear();
    }

    public int questions() {
        return asked.size();
    }

    private void take(HttpExchange exchange, Wire wire) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String problem = wire.problem(exchange.getRequestHeaders(), body);
            if (problem != null) {
                send(exchange, problem.contains("key") ? 401 : 400, wire.error(problem), Map.of());
                return;
            }
            asked.add(new Asked(headers(exchange), body));
            Reply reply = replies.poll();
            switch (reply) {
                case Says says -> send(exchange, 200, wire.answer(body, says.text(), says.calls(), false), Map.of());
                case Cut cut -> send(exchange, 200, wire.answer(body, cut.text(), new Call[0], true), Map.of());
                case Fails fails -> send(exchange, fails.status(), fails.body(), fails.headers());
                case Silence _ -> await();
                case null -> send(exchange, 500, wire.error("The test has lined up no answer."), Map.of());
            }
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        return headers;
    }

    private void await() {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        open.countDown();
        server.stop(0);
    }
}
