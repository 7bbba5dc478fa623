package dev.signalbox.mcp;

import dev.signalbox.mcp.fake.FakePlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server in a process of its own, started from the classes of these tests. */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final int port;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    public static ServerProcess start(Class<?> main, FakePlatform platform, Map<String, String> environment)
            throws IOException {
        int port = freePort();
        Path log = Files.createTempFile(Files.createDirectories(Path.of("target")), "server-", ".log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", "-1");
        builder.environment().put("SIGNALBOX_PLATFORM_URL", platform.url());
        builder.environment().put("SIGNALBOX_SERVICE_SECRET", FakePlatform.SERVICE_SECRET);
        builder.environment().putAll(environment);
        var server = new ServerProcess(builder.start(), log, port);
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(server::answers);
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            server.close();
            throw new AssertionError("The server did not start:%n%s".formatted(Files.readString(log)), late);
        }
        return server;
    }

    public String address() {
        return "http://127.0.0.1:%d/mcp".formatted(port);
    }

    private boolean answers() {
        try {
            new RawClient(address()).rpc(1, "ping", "{}");
            return true;
        } catch (java.util.concurrent.CompletionException notYet) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server ended; see " + log, notYet);
            }
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
        process.destroyForcibly().onExit().join();
    }
}
