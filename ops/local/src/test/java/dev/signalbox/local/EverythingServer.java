package dev.signalbox.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The reference server of the MCP project, which nobody here wrote. */
record EverythingServer(Process process, int port) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static EverythingServer start() throws IOException, InterruptedException {
        int port = freePort();
        var process = NodeStory.program(
                "@modelcontextprotocol/server-everything/dist/index.js",
                List.of("streamableHttp"),
                Map.of("PORT", String.valueOf(port)));
        var server = new EverythingServer(process, port);
        if (!Await.value(PATIENCE, server::listens, listens -> listens)) {
            process.destroy();
            throw new AssertionError("The everything server does not listen.");
        }
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/mcp";
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
