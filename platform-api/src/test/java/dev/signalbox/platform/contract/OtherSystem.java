package dev.signalbox.platform.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A system behind the HTTP connector, on a port of its own: it answers as a test says and remembers who asked. */
public final class OtherSystem implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, String> locations = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public OtherSystem() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public record Request(
            String method, String path, @Nullable String query, String body, Map<String, String> headers) {}

    public record Answer(int status, String json) {

        public static Answer ok(String json) {
            return new Answer(200, json.replace('\'', '"'));
        }
    }

    public OtherSystem on(String path, Function<Request, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    /** Answers 302. */
    public void redirect(String path, String to) {
        answers.put(path, _ -> new Answer(302, "{\"location\": \"%s\"}".formatted(to)));
        locations.put(path, to);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked for at a path, in order. */
    public List<Request> asked(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var request = new Request(
                    exchange.getRequestMethod(),
                    uri.getPath(),
                    uri.getQuery(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                    headers(exchange));
            requests.add(request);
            Answer answer = answers.getOrDefault(request.path(), _ -> new Answer(404, "{}"))
                    .apply(request);
            byte[] body = answer.json().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (answer.status() == 302) {
                exchange.getResponseHeaders().set("Location", String.valueOf(locations.get(request.path())));
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** By name in lower case. */
    private static Map<String, String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(", ", header.getValue())));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
