package dev.signalbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;

/** Where one embedded server keeps its cluster, password, log and lock; owned by one JVM at a time. */
record DataFolder(Path home, boolean kept, ExclusiveLock lock) {

    private static final String OURS = "signalbox.conf";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    static DataFolder own(Path home, boolean kept) throws IOException {
        Files.createDirectories(
                home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var lock = ExclusiveLock.tryFor(home.resolve("lock"))
                .orElseThrow(() -> new DatabaseUnavailableException(
                        "The data in %s is in use by another running Signalbox: stop that one first, or set SIGNALBOX_DATA_DIR to another folder."
                                .formatted(home)));
        return new DataFolder(home, kept, lock);
    }

    /** The major version is part of the path: the files of one cannot be read by another. */
    Path cluster() {
        return home.resolve("postgres-" + PostgresBinaries.MAJOR);
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    private Path passwordFile() {
        return home.resolve("postgres.password");
    }

    /** A server survives the kill -9 of its JVM; since its lock is ours now, nobody needs it any more. */
    void stopOrphan(PostgresBinaries binaries) throws IOException {
        var pid = serverPid();
        if (pid.isPresent()
                && ProcessHandle.of(pid.getAsLong()).filter(this::isPostgres).isPresent()) {
            binaries.stop(cluster(), "fast");
        }
    }

    private boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
    }

    OptionalLong serverPid() throws IOException {
        var file = cluster().resolve("postmaster.pid");
        return Files.exists(file)
                ? OptionalLong.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                : OptionalLong.empty();
    }

    /** Initialises beside the final place, so that a start that was killed half-way is simply done again. */
    void initialize(PostgresBinaries binaries) throws IOException {
        if (Files.exists(cluster())) {
            return;
        }
        var draft = home.resolve("draft");
        Folders.delete(draft);
        passwordMadeOnce();
        binaries.initialize(draft, passwordFile(), kept);
        Files.writeString(
                draft.resolve("postgresql.conf"),
                Files.readString(draft.resolve("postgresql.conf")) + "\ninclude = '" + OURS + "'\n");
        Files.move(draft, cluster());
    }

    String passwordMadeOnce() throws IOException {
        if (!Files.exists(passwordFile())) {
            var secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            // Born with its rights, and complete before it has its name.
            var draft = Files.createTempFile(home, "password", "", OWNER_ONLY);
            Files.writeString(draft, HexFormat.of().formatHex(secret));
            Files.move(draft, passwordFile());
        }
        return password();
    }

    void configure(int port) throws IOException {
        var durable = kept ? "on" : "off";
        Files.writeString(cluster().resolve(OURS), """
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                port = %1$d
                max_connections = 200
                timezone = 'UTC'
                log_timezone = 'UTC'
                fsync = %2$s
                synchronous_commit = %2$s
                full_page_writes = %2$s
                # Short statements only: compiling them costs more than it saves.
                jit = off
                # pgvector 0.8.0 can build a wrong HNSW index in parallel; repaired in 0.8.2.
                max_parallel_maintenance_workers = 0
                """.formatted(port, durable));
    }

    String lastLogLine() throws IOException {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> line.contains("FATAL") || line.contains("could not"))
                    .reduce((_, last) -> last)
                    .orElse("its log is " + log());
        }
    }

    void release() {
        try {
            lock.close();
            if (!kept) {
                Folders.delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
