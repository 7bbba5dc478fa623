package dev.signalbox.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP connection that does as little as it can: the load must not need the processors that are measured. Knows
 * answers with a Content-Length only. Not thread-safe.
 */
final class Http implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final int port;
    private final String authorization;

    Http(int port, String authorization) throws IOException {
        this.port = port;
        this.authorization = authorization;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
    }

    String get(String path) throws IOException {
        return send("GET", path, "");
    }

    String post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    private String send(String method, String path, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var head =
                "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, path, port, authorization, content.length);
        var bytes = new byte[head.length() + content.length];
        System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, head.length());
        System.arraycopy(content, 0, bytes, head.length(), content.length);
        socket.getOutputStream().write(bytes);
        return read(method + " " + path);
    }

    private String read(String request) throws IOException {
        var status = line();
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException("%s answered %s: %s".formatted(request, status, body));
        }
        return body;
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
