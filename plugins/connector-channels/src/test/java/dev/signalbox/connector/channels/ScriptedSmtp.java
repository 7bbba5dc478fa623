package dev.signalbox.connector.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers each command as it was told, also with silence, and upgrades to TLS. */
final class ScriptedSmtp implements AutoCloseable {

    static final String BREAKS = "";

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final SSLContext tls;
    private final Map<String, String> script = new ConcurrentHashMap<>(Map.of(
            "hello", "220 ready",
            "EHLO", "250-here\r\n250 STARTTLS",
            "STARTTLS", "220 go on",
            "MAIL", "250 ok",
            "RCPT", "250 ok",
            "DATA", "354 go on",
            ".", "250 taken",
            "RSET", "250 ok",
            "QUIT", "221 bye"));

    final List<String> heard = new CopyOnWriteArrayList<>();

    ScriptedSmtp(SSLContext tls) throws IOException {
        this.tls = tls;
        Thread.ofVirtual().name("scripted-smtp").start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    void answers(String command, String answer) {
        script.put(command, answer);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                talk(connection);
            } catch (IOException e) {
                // The client went away, or the test is over.
                heard.add("(gone)");
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        Socket current = connection;
        var reader = reader(current);
        var say = script.get("hello");
        boolean data = false;
        while (!say.equals(BREAKS)) {
            current.getOutputStream().write((say + "\r\n").getBytes(UTF_8));
            current.getOutputStream().flush();
            if (say.startsWith("220 go on")) {
                current = upgraded(current);
                reader = reader(current);
            }
            var line = reader.readLine();
            while (data && line != null && !line.equals(".")) {
                heard.add(line);
                line = reader.readLine();
            }
            if (line == null) {
                return;
            }
            heard.add(line);
            var command = line.split(" ", 2)[0];
            data = command.equals("DATA");
            say = script.getOrDefault(command, "502 what?");
        }
    }

    private SSLSocket upgraded(Socket plain) throws IOException {
        var upgraded = (SSLSocket) tls.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        upgraded.setUseClientMode(false);
        upgraded.startHandshake();
        return upgraded;
    }

    private static BufferedReader reader(Socket from) throws IOException {
        return new BufferedReader(new InputStreamReader(from.getInputStream(), UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
