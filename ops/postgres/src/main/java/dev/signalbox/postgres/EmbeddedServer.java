package dev.signalbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server of this JVM's own, on loopback only. */
final class EmbeddedServer implements Postgres {

    /** SIGINT lets a kept server write a checkpoint and end; nothing of a temporary one is worth a second. */
    private static final String STOP_KEPT = "kill -INT \"$1\"";

    private static final String STOP_TEMPORARY =
            "kill -QUIT \"$1\"; while kill -0 \"$1\" 2>/dev/null; do sleep 0.1; done; rm -rf \"$2\"";

    private final PostgresBinaries binaries;
    private final DataFolder folder;
    private final Login admin;
    private final LastWill will;

    private EmbeddedServer(PostgresBinaries binaries, DataFolder folder, Login admin, LastWill will) {
        this.binaries = binaries;
        this.folder = folder;
        this.admin = admin;
        this.will = will;
    }

    static EmbeddedServer start(Settings settings) {
        try {
            var data = settings.data();
            var binaries = PostgresBinaries.inside(UserFolders.cache());
            var folder = DataFolder.own(data == null ? temporary() : data, data != null);
            try {
                return start(binaries, folder, settings.port() == 0 ? freePort() : settings.port());
            } catch (RuntimeException e) {
                folder.release();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedServer start(PostgresBinaries binaries, DataFolder folder, int port) throws IOException {
        folder.stopOrphan(binaries);
        folder.initialize(binaries);
        folder.configure(port);
        try {
            binaries.start(folder.cluster(), folder.log());
        } catch (Command.CommandFailedException e) {
            throw new DatabaseUnavailableException(
                    "The embedded database did not start on port %d: %s".formatted(port, folder.lastLogLine()), e);
        }
        var admin = new Login("127.0.0.1", port, "postgres", "postgres", folder.password());
        var will = LastWill.of(
                folder.kept() ? STOP_KEPT : STOP_TEMPORARY,
                Long.toString(folder.serverPid().orElseThrow()),
                folder.home().toString());
        return new EmbeddedServer(binaries, folder, admin, will);
    }

    private static Path temporary() throws IOException {
        return Files.createTempDirectory("signalbox-postgres-");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public Login admin() {
        return admin;
    }

    @Override
    public String origin() {
        return "embedded";
    }

    @Override
    public void close() {
        binaries.stop(folder.cluster(), folder.kept() ? "fast" : "immediate");
        folder.release();
        will.close(); // last: if stopping failed, it is stopped when this JVM ends
    }
}
