package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An MCP server as small as can be, of either era, that does what a test tells it. */
final class FakeServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** What arrived: the method of HTTP, its headers, and the message. */
    record Seen(String verb, Map<String, String> headers, JsonNode message) {
        String method() {
            return message.path("method").asString("");
        }
    }

    /** What a call of a tool is answered with. */
    interface Call {
        void answer(Answering answering) throws IOException, InterruptedException;
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<JsonNode> responses = new LinkedBlockingQueue<>();
    final Map<String, String> tools = new LinkedHashMap<>();
    boolean modern;
    boolean sessions = true;
    int pageSize = 1000;
    volatile String session = "session-1";
    volatile int refuseWith;
    Call call = answering -> answering.result("""
            {"content": [{"type": "text", "text": "done"}]}""");

    private final HttpServer server;
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::handle);
        server.start();
        tool("echo", "\"description\": \"Says it again.\"");
    }

    void tool(String name, String rest) {
        tools.put(name, """
                {"name": "%s", "inputSchema": {"type": "object", "properties": {"text": {"type": "string"}}}%s}
                """.formatted(name, rest.isEmpty() ? "" : ", " + rest));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    List<String> methods() {
        return seen.stream()
                .map(Seen::method)
                .filter(method -> !method.isEmpty())
                .toList();
    }

    Seen last(String method) {
        return seen.stream()
                .filter(one -> one.method().equals(method))
                .reduce((_, second) -> second)
                .orElseThrow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new LinkedHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var message = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
            seen.add(new Seen(exchange.getRequestMethod(), headers, message));
            answer(exchange, headers, message);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void answer(HttpExchange exchange, Map<String, String> headers, JsonNode message)
            throws IOException, InterruptedException {
        if (refuseWith != 0) {
            exchange.getResponseHeaders().set("Location", "http://10.0.0.1/");
            exchange.sendResponseHeaders(refuseWith, -1);
            return;
        }
        if (!mayAnswer.await(30, TimeUnit.SECONDS)) {
            return;
        }
        var answering = new Answering(exchange, message);
        if (exchange.getRequestMethod().equals("GET")) {
            call.answer(answering);
            return;
        }
        if (message.has("result") || message.has("error")) {
            responses.add(message);
            exchange.sendResponseHeaders(202, -1);
            return;
        }
        var method = message.path("method").asString();
        if (!modern
                && !method.equals("initialize")
                && sessions
                && !Objects.equals(session, headers.get("mcp-session-id"))) {
            answering.status(method.equals("server/discover") ? 400 : 404);
            return;
        }
        switch (method) {
            case "server/discover" -> {
                if (modern) {
                    answering.result("{\"resultType\": \"complete\", \"supportedVersions\": [\"2026-07-28\"]}");
                } else {
                    answering.error(-32601, "Method not found");
                }
            }
            case "initialize" -> {
                if (sessions) {
                    exchange.getResponseHeaders().set("Mcp-Session-Id", session);
                }
                answering.result("{\"protocolVersion\": \"2025-06-18\", \"capabilities\": {}}");
            }
            case "tools/list" -> list(answering, message);
            case "tools/call" -> call.answer(answering);
            default -> exchange.sendResponseHeaders(202, -1);
        }
    }

    private void list(Answering answering, JsonNode message) throws IOException {
        int from = Integer.parseInt(message.path("params").path("cursor").asString("0"));
        var all = new ArrayList<>(tools.values());
        int to = Math.min(all.size(), from + pageSize);
        answering.result("{\"tools\": [%s]%s}"
                .formatted(
                        String.join(",", all.subList(from, to)),
                        to < all.size() ? ", \"nextCursor\": \"%d\"".formatted(to) : ""));
    }

    /** One answer in the making. */
    record Answering(HttpExchange exchange, JsonNode message) {

        JsonNode arguments() {
            return message.path("params").path("arguments");
        }

        void status(int status) throws IOException {
            exchange.sendResponseHeaders(status, -1);
        }

        void result(String result) throws IOException {
            document("{\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": %s}".formatted(message.path("id"), result));
        }

        void error(int code, String text) throws IOException {
            document("{\"jsonrpc\": \"2.0\", \"id\": %s, \"error\": {\"code\": %d, \"message\": \"%s\"}}"
                    .formatted(message.path("id"), code, text));
        }

        void document(String text) throws IOException {
            document("application/json", text);
        }

        void document(String type, String text) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(text.getBytes(UTF_8));
        }

        void stream() throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
        }

        void event(String lines) throws IOException {
            exchange.getResponseBody().write((lines + "\n\n").getBytes(UTF_8));
            exchange.getResponseBody().flush();
        }

        void says(String json) throws IOException {
            event("event: message\ndata: " + json.replace("\n", "\ndata: "));
        }
    }

    JsonNode response() throws InterruptedException {
        return Objects.requireNonNull(responses.poll(5, TimeUnit.SECONDS), "Nothing was answered");
    }

    /** Takes what it is asked, and does not answer until the end of the test. */
    void hangs() {
        mayAnswer = new CountDownLatch(1);
    }

    @Override
    public void close() {
        mayAnswer.countDown();
        server.stop(0);
    }
}
