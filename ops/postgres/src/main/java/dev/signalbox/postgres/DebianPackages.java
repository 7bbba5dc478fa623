package dev.signalbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fetches packages of the Debian release that has PostgreSQL 17, through apt with lists and cache of its own: the
 * machine's package state is not touched and nothing is installed.
 *
 * @param mirror where this machine itself gets its packages
 * @param keyring what it trusts that mirror with; empty for its default
 */
record DebianPackages(String mirror, Optional<String> keyring) {

    private static final String RELEASE = "trixie";
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
    private static final Path APT = Path.of("/etc/apt");
    private static final Pattern ONE_LINE = Pattern.compile(
            "^deb\\s+(?:\\[(?:[^\\]]*signed-by=([^\\s\\]]+))?[^\\]]*]\\s+)?(https?://\\S+|mirror\\S+)\\s+\\S+\\s+main",
            Pattern.MULTILINE);
    private static final Pattern URI_FIELD = Pattern.compile("^URIs:\\s*(\\S+)", Pattern.MULTILINE);
    private static final Pattern KEYRING_FIELD = Pattern.compile("^Signed-By:\\s*(/\\S+)", Pattern.MULTILINE);

    static Optional<DebianPackages> ofThisMachine() throws IOException {
        var release = Path.of("/etc/os-release");
        if (!Command.exists("apt-get")
                || !Files.exists(release)
                || !Files.readString(release).contains("\nID=debian")) {
            return Optional.empty();
        }
        for (var file : sources()) {
            var found = PARAGRAPHS
                    .splitAsStream(Files.readString(file))
                    .flatMap(paragraph -> read(paragraph).stream())
                    .filter(packages -> !packages.mirror.contains("security"))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> parts = Files.list(APT.resolve("sources.list.d"))) {
            return Stream.concat(Stream.of(APT.resolve("sources.list")), parts.sorted())
                    .filter(file -> file.toString().matches(".*\\.(list|sources)"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    static Optional<DebianPackages> read(String paragraph) {
        var line = ONE_LINE.matcher(paragraph);
        if (line.find()) {
            return Optional.of(new DebianPackages(line.group(2), Optional.ofNullable(line.group(1))));
        }
        var uri = URI_FIELD.matcher(paragraph);
        var keyring = KEYRING_FIELD.matcher(paragraph);
        return uri.find()
                ? Optional.of(new DebianPackages(
                        uri.group(1), keyring.find() ? Optional.of(keyring.group(1)) : Optional.empty()))
                : Optional.empty();
    }

    /** Leaves pgvector's source archive and the header package of PostgreSQL 17 in the folder. */
    void fetch(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        var trust = keyring.map("[signed-by=%s] "::formatted).orElse("");
        Files.writeString(
                folder.resolve("sources.list"),
                "deb %1$s%2$s %3$s main%ndeb-src %1$s%2$s %3$s main%n".formatted(trust, mirror, RELEASE));
        apt(folder, "update");
        apt(folder, "source", "--download-only", "pgvector");
        apt(folder, "download", "postgresql-server-dev-17");
    }

    private void apt(Path folder, String... words) {
        var settings = Stream.of(
                "Dir::Etc::sourcelist=" + folder.resolve("sources.list"),
                "Dir::Etc::sourceparts=/dev/null",
                "Dir::State::Lists=" + folder.resolve("lists"),
                "Dir::Cache=" + folder.resolve("cache"),
                "Dir::State::status=/dev/null",
                "APT::Sandbox::User=",
                "Acquire::Languages=none");
        var command =
                Stream.of(Stream.of("apt-get", "-q"), settings.flatMap(s -> Stream.of("-o", s)), Stream.of(words));
        Command.run(folder, command.flatMap(s -> s).toList());
    }
}
