package dev.signalbox.bench;

import java.io.IOException;
import java.util.Arrays;

/**
 * The same request again and again, each time with an id of its own.
 *
 * @param headers whole lines, as they go over the wire
 * @param body with one {@code %d} for the id
 */
record McpCalls(int port, String headers, String path, String body) {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{},"
            + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}";

    static McpCalls list(int port, String token) {
        return modern(port, token, "tools/list", "", META);
    }

    static McpCalls call(int port, String token, String tool, String arguments) {
        return modern(
                port,
                token,
                "tools/call",
                "\r\nMcp-Name: " + tool,
                "\"name\":\"%s\",\"arguments\":%s,%s".formatted(tool, arguments, META));
    }

    private static McpCalls modern(int port, String token, String method, String more, String params) {
        var headers = "Authorization: Bearer %s\r\nAccept: application/json, text/event-stream\r\n".formatted(token)
                + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method + more;
        return new McpCalls(
                port,
                headers,
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"" + method + "\",\"params\":{" + params + "}}");
    }

    /** By all clients at once; each answer is looked at. */
    Timed measure(int calls, Cpu cpu) throws Exception {
        return measure(Options.CLIENTS, calls, cpu);
    }

    Timed measure(int clients, int calls, Cpu cpu) throws Exception {
        var nanos = new long[calls];
        var sample = Sample.of(
                calls, cpu, () -> Clients.call(clients, calls, () -> new Caller(new Http(port, headers), nanos)));
        Arrays.sort(nanos);
        return new Timed(sample, nanos[calls / 2] / 1e3);
    }

    /** @param medianMicros of the single calls */
    record Timed(Sample sample, double medianMicros) {}

    private final class Caller implements Clients.Connection {

        private final Http http;
        private final long[] nanos;

        private Caller(Http http, long[] nanos) {
            this.http = http;
            this.nanos = nanos;
        }

        @Override
        public void call(int index) throws IOException {
            long start = System.nanoTime();
            var answer = body.isEmpty() ? http.get(path) : http.post(path, body.replace("%d", Integer.toString(index)));
            nanos[index] = System.nanoTime() - start;
            if (!body.isEmpty() && (!answer.contains("\"id\":" + index) || answer.contains("\"isError\":true"))) {
                throw new IOException("This does not answer request %d: %s".formatted(index, answer));
            }
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}
