package dev.signalbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a program of the machine to its end and hands back what it said. */
final class Command {

    private static final int TOLD_LINES = 5;

    private Command() {}

    static String run(Path folder, List<String> words) {
        try {
            var said = Files.createTempFile("signalbox-", ".out");
            try {
                return run(folder, words, said);
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Into a file, not a pipe: pg_ctl leaves a server behind that would hold the pipe open for ever.
    private static String run(Path folder, List<String> words, Path said) throws IOException {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"));
        var process = builder.start();
        try {
            var code = process.waitFor();
            var output = Files.readString(said, StandardCharsets.ISO_8859_1);
            if (code != 0) {
                throw new CommandFailedException(words.getFirst(), code, lastLines(output));
            }
            return output;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CommandFailedException(words.getFirst(), -1, "interrupted");
        }
    }

    static boolean exists(String program) {
        return System.getenv("PATH") != null
                && List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String lastLines(String output) {
        var lines = output.lines().toList();
        return lines.stream().skip(Math.max(0, lines.size() - TOLD_LINES)).collect(Collectors.joining(" | "));
    }

    static final class CommandFailedException extends RuntimeException {
        CommandFailedException(String program, int code, String said) {
            super("%s ended with %d: %s".formatted(program, code, said));
        }
    }
}
