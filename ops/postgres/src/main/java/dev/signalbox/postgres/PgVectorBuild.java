package dev.signalbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Builds pgvector from Debian's source package against Debian's PostgreSQL 17 headers. Only a C compiler must be
 * installed; everything that is fetched stays in a folder that is thrown away.
 */
final class PgVectorBuild {

    private static final String WAY_OUT =
            "install postgresql-17-pgvector, start a Docker engine, or name a PostgreSQL 17 with pgvector in SIGNALBOX_DATABASE_URL.";

    private PgVectorBuild() {}

    static void into(Path folder) throws IOException {
        var apt = DebianPackages.ofThisMachine()
                .orElseThrow(() -> new DatabaseUnavailableException(
                        "The embedded database needs pgvector, which is built from Debian's packages, and this machine has none: "
                                + WAY_OUT));
        requireCompiler();
        var work = Files.createTempDirectory("signalbox-pgvector-");
        try {
            apt.fetch(work);
            var source = unpackSource(work);
            compile(source, unpackHeaders(work), folder.resolve(PgVector.LIBRARY));
            Files.copy(source.resolve(PgVector.CONTROL), folder.resolve(PgVector.CONTROL));
            Files.copy(source.resolve("sql/vector.sql"), folder.resolve(PgVector.script(PgVector.version(folder))));
        } catch (Command.CommandFailedException e) {
            throw new DatabaseUnavailableException(
                    "pgvector could not be built: " + e.getMessage() + "; " + WAY_OUT, e);
        } finally {
            Folders.delete(work);
        }
    }

    private static void requireCompiler() {
        if (Command.exists("cc")) {
            return;
        }
        if (!Command.isRoot()) {
            throw new DatabaseUnavailableException(
                    "The embedded database needs a C compiler once, to build pgvector: install it with `sudo apt-get install gcc libc6-dev`, or "
                            + WAY_OUT);
        }
        var here = Path.of(".").toAbsolutePath();
        Command.run(here, List.of("apt-get", "-qq", "update"));
        Command.run(here, List.of("apt-get", "-qq", "-y", "--no-install-recommends", "install", "gcc", "libc6-dev"));
    }

    private static Path unpackSource(Path work) throws IOException {
        var archive = only(work, "pgvector_*.orig.tar.gz");
        var target = Files.createDirectory(work.resolve("source"));
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            Archive.unpack(tar, target);
        }
        return only(target, "pgvector*");
    }

    private static Path unpackHeaders(Path work) throws IOException {
        var target = Files.createDirectory(work.resolve("headers"));
        Command.run(
                work,
                List.of(
                        "dpkg-deb",
                        "-x",
                        only(work, "postgresql-server-dev-17_*.deb").toString(),
                        target.toString()));
        return target.resolve("usr/include/postgresql/17/server");
    }

    // The optimisations are those of pgvector's own Makefile, without -march=native: a cache folder may be shared.
    private static void compile(Path source, Path headers, Path library) throws IOException {
        var words = new ArrayList<>(List.of(
                "cc",
                "-O2",
                "-ftree-vectorize",
                "-fassociative-math",
                "-fno-signed-zeros",
                "-fno-trapping-math",
                "-D_GNU_SOURCE",
                "-w",
                "-fPIC",
                "-shared",
                "-I",
                headers.toString(),
                "-o",
                library.toString()));
        try (var files = Files.newDirectoryStream(source.resolve("src"), "*.c")) {
            files.forEach(file -> words.add(file.toString()));
        }
        Command.run(source, words);
    }

    private static Path only(Path folder, String pattern) throws IOException {
        try (var files = Files.newDirectoryStream(folder, pattern)) {
            var found = files.iterator();
            if (!found.hasNext()) {
                throw new IOException("no %s in %s".formatted(pattern, folder));
            }
            return found.next();
        }
    }
}
