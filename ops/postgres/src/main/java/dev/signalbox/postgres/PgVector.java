package dev.signalbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of pgvector for the embedded server, which has none of its own. They are made once on a machine and kept in
 * the cache folder with a checksum; a damaged copy is made again.
 */
record PgVector(Path folder) {

    static final String LIBRARY = UserFolders.isMac() ? "vector.dylib" : "vector.so";
    static final String CONTROL = "vector.control";

    private static final Path INSTALLED_LIBRARY = Path.of("/usr/lib/postgresql/17/lib");
    private static final Path INSTALLED_EXTENSION = Path.of("/usr/share/postgresql/17/extension");

    static PgVector forMajor(int major, Path cache) {
        var home = cache.resolve("pgvector")
                .resolve("pg%d-%s-%s".formatted(major, System.getProperty("os.name"), System.getProperty("os.arch")));
        try {
            Files.createDirectories(home);
            try (var _ = ExclusiveLock.waitFor(home.resolve("lock"))) {
                return cached(home).orElseGet(() -> make(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<PgVector> cached(Path home) throws IOException {
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(Files::isDirectory)
                    .filter(Checksums::match)
                    .sorted()
                    .map(PgVector::new)
                    .reduce((_, newest) -> newest);
        }
    }

    private static PgVector make(Path home) {
        try {
            var draft = Files.createTempDirectory(home, "draft-");
            try {
                if (!copyInstalled(draft)) {
                    PgVectorBuild.into(draft);
                }
                Checksums.write(draft);
                var finished = home.resolve(version(draft));
                Folders.delete(finished);
                return new PgVector(Files.move(draft, finished, StandardCopyOption.ATOMIC_MOVE));
            } finally {
                Folders.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Debian 13 and PGDG have it as a package: whoever installed that needs no compiler. */
    private static boolean copyInstalled(Path draft) throws IOException {
        var library = INSTALLED_LIBRARY.resolve(LIBRARY);
        var control = INSTALLED_EXTENSION.resolve(CONTROL);
        if (!Files.exists(library) || !Files.exists(control)) {
            return false;
        }
        Files.copy(library, draft.resolve(LIBRARY));
        Files.copy(control, draft.resolve(CONTROL));
        var script = script(version(draft));
        Files.copy(INSTALLED_EXTENSION.resolve(script), draft.resolve(script));
        return true;
    }

    /** The version that its control file names. */
    static String version(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(CONTROL)).stream()
                .filter(line -> line.startsWith("default_version"))
                .map(line -> line.replaceAll("[^0-9.]", ""))
                .findFirst()
                .orElseThrow(() -> new IOException("no default_version in " + folder.resolve(CONTROL)));
    }

    static String script(String version) {
        return "vector--%s.sql".formatted(version);
    }

    String version() {
        return folder.getFileName().toString();
    }

    /** Puts the files where a PostgreSQL below that folder looks for them. */
    void installInto(Path postgres) throws IOException {
        var extension = postgres.resolve("share/postgresql/extension");
        Files.copy(folder.resolve(LIBRARY), postgres.resolve("lib/postgresql").resolve(LIBRARY));
        for (var name : List.of(CONTROL, script(version()))) {
            Files.copy(folder.resolve(name), extension.resolve(name));
        }
    }
}
