package dev.signalbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs with pgvector among them, unpacked once into the cache folder. */
record PostgresBinaries(Path home) {

    static final int MAJOR = 17;

    static PostgresBinaries inside(Path cache) {
        var archive = archiveOfThisMachine();
        var vector = PgVector.forMajor(MAJOR, cache);
        try {
            var servers = Files.createDirectories(cache.resolve("postgres"));
            var home = servers.resolve("%d-%s-pgvector-%s".formatted(MAJOR, fingerprint(archive), vector.version()));
            try (var _ = ExclusiveLock.waitFor(servers.resolve("lock"))) {
                if (!Files.exists(home)) {
                    unpack(archive, vector, servers, home);
                }
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(URL archive, PgVector vector, Path servers, Path home) throws IOException {
        var draft = Files.createTempDirectory(servers, "draft-");
        try (var packed = archive.openStream()) {
            Archive.unpack(new TarArchiveInputStream(new XZCompressorInputStream(packed)), draft);
            vector.installInto(draft);
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(draft);
        }
    }

    private static URL archiveOfThisMachine() {
        var archive = PostgresBinaries.class.getResource("/postgres-%s.txz".formatted(machine()));
        if (archive == null) {
            throw new DatabaseUnavailableException(
                    "There is no embedded PostgreSQL for %s: start a Docker engine, or name a PostgreSQL 17 with pgvector in SIGNALBOX_DATABASE_URL."
                            .formatted(machine()));
        }
        return archive;
    }

    /** As the archives of the binaries are named: {@code linux-x86_64}, {@code linux-arm_64}, {@code darwin-arm_64}. */
    private static String machine() {
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var named = arch.matches("amd64|x86_64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch;
        return (UserFolders.isMac() ? "darwin-" : "linux-") + named;
    }

    /** Tells one build of the binaries from another without reading all of it. */
    private static String fingerprint(URL archive) throws IOException {
        return archive.openConnection() instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : "unpacked";
    }

    /** Makes a new, empty cluster that asks everybody for a password. */
    void initialize(Path data, Path passwordFile, boolean kept) {
        var words = new ArrayList<>(List.of(
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                // The same order of text on every machine.
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!kept) {
            // Megabytes that are not written: half of the time it takes.
            words.addAll(List.of("--no-sync", "--wal-segsize=1"));
        }
        run("initdb", words);
    }

    void start(Path data, Path log) {
        run("pg_ctl", List.of("-D", data.toString(), "-l", log.toString(), "-w", "-t", "60", "start"));
    }

    void stop(Path data, String mode) {
        run("pg_ctl", List.of("-D", data.toString(), "-m", mode, "-w", "-t", "60", "stop"));
    }

    // PostgreSQL refuses to run as root: inside a user namespace of its own it is nobody, and the files are still ours.
    private void run(String program, List<String> arguments) {
        List<String> words = new ArrayList<>(Command.isRoot() ? List.of("unshare", "-U") : List.of());
        words.add(home.resolve("bin").resolve(program).toString());
        words.addAll(arguments);
        Command.run(home, words);
    }
}
