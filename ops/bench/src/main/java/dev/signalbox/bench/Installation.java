package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One database, one platform process, one tenant; all of it is gone when this is closed. */
final class Installation implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final Path data;
    private final Database database;
    private final PlatformNode node;
    private @Nullable Platform owner;

    private Installation(Path root) throws IOException, SQLException {
        data = Files.createTempDirectory(Files.createDirectories(root.resolve("ops/bench/target")), "installation-");
        database = new Database(data.resolve("postgres"));
        node = new PlatformNode(root, data, database);
    }

    static Installation start(Path root) throws Exception {
        var installation = new Installation(root);
        try {
            installation.node.start();
            installation.owner = Platform.bootstrap(installation.node);
            return installation;
        } catch (Exception e) {
            installation.close();
            throw e;
        }
    }

    Path data() {
        return data;
    }

    Database database() {
        return database;
    }

    PlatformNode node() {
        return node;
    }

    Platform platform() {
        return Objects.requireNonNull(owner);
    }

    /** Of the platform and the database together, as they run now. */
    Cpu cpu() {
        return Cpu.of(database.postmaster(), node.handle());
    }

    /** How many events the run has when its status, or what it waits for, is the given one. */
    int eventsOf(UUID run, String state) throws SQLException, InterruptedException {
        try (var connection = database.platform();
                var select = connection.prepareStatement(
                        "select last_seq from run where run_id = ? and ? in (status, phase)")) {
            select.setObject(1, run);
            select.setString(2, state);
            for (int waited = 0; waited < PATIENCE_MS; waited += 20) {
                try (var row = select.executeQuery()) {
                    if (row.next()) {
                        return row.getInt(1);
                    }
                }
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("Run %s is not %s".formatted(run, state));
    }

    @Override
    public void close() throws IOException {
        node.close();
        database.close();
        try (var tree = Files.walk(data)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                delete(path);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }
}
