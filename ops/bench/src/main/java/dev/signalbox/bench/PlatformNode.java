package dev.signalbox.bench;

import dev.signalbox.postgres.LastWill;
import dev.signalbox.postgres.SignalboxDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The packaged platform as its own process. */
final class PlatformNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int RATE = 20_000;

    private final Path jar;
    private final Path log;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = freePort();
    private final int management = freePort();
    private final String bootstrap = key();
    private final String service = key();
    private @Nullable Process process;
    private @Nullable LastWill will;

    PlatformNode(Path root, Path data, Database database) throws IOException {
        jar = jar(root);
        log = data.resolve("platform.log");
        set("spring.profiles.active", "local");
        set("spring.main.banner-mode", "off");
        set("server.port", port);
        set("management.server.port", management);
        set("signalbox.database.host", database.admin().host());
        set("signalbox.database.port", database.admin().port());
        set("signalbox.database.name", SignalboxDatabase.NAME);
        set("signalbox.database.owner.password", database.passwords().owner());
        set("signalbox.database.app.password", database.passwords().app());
        set("signalbox.root-key", key());
        set("signalbox.vault.master-key-file", keyFile(data.resolve("vault-master-key")));
        set("signalbox.service.secret", service);
        set("signalbox.bootstrap.token", bootstrap);
        set("signalbox.signin.issuer", "http://127.0.0.1:9");
        set("signalbox.signin.jwk-set-uri", "http://127.0.0.1:9/oauth2/jwks");
        // One client with one token makes all the calls, as many as it can
        set("signalbox.tool-calls.per-tenant", RATE);
        set("signalbox.tool-calls.per-token", RATE);
        set("signalbox.tool-calls.per-tool", RATE);
        set("signalbox.plugins.folder", Files.createDirectories(data.resolve("plugins")));
    }

    private static Path keyFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(Files.createFile(file, rights), key());
    }

    private static Path jar(Path root) throws IOException {
        var target = root.resolve("platform-api/target");
        try (var jars = Files.newDirectoryStream(target, "platform-api-*.jar")) {
            return jars.iterator().next();
        } catch (NoSuchElementException _) {
            throw new IOException("The platform is not built: there is no jar in " + target);
        }
    }

    private void set(String key, Object value) {
        environment.put(key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT), value.toString());
    }

    int port() {
        return port;
    }

    String bootstrapToken() {
        return bootstrap;
    }

    String serviceSecret() {
        return service;
    }

    ProcessHandle handle() {
        return running().toHandle();
    }

    /** How long it took until it was ready. */
    Duration start() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        launch();
        while (!isReady()) {
            if (!running().isAlive()) {
                throw new IOException("The platform has ended; its log is " + log);
            }
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException("The platform was not ready after %s; its log is %s".formatted(PATIENCE, log));
            }
            Thread.sleep(20);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void launch() throws IOException {
        var builder = Jvm.java("-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        will = LastWill.of("kill -KILL \"$1\"", Long.toString(running().pid()));
    }

    private boolean isReady() {
        try (var http = new Http(management, "X-Nothing: -")) {
            return !http.get("/actuator/health/readiness").isEmpty();
        } catch (IOException _) {
            return false; // not listening yet
        }
    }

    /** kill -9. */
    void kill() {
        running().destroyForcibly().onExit().join();
        close();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
            Objects.requireNonNull(will).close();
            process = null;
        }
    }

    private Process running() {
        return Objects.requireNonNull(process, "the platform does not run");
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String key() {
        var bytes =
                (UUID.randomUUID().toString() + UUID.randomUUID()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, 32));
    }
}
