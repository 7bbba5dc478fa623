package dev.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Java processes of the JDK that runs the bench; ours and the peers' get the same settings. */
final class Jvm {

    private static final List<String> SETTINGS =
            List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

    private Jvm() {}

    static ProcessBuilder java(String... words) {
        var command = new ArrayList<>(List.of(tool("java")));
        command.addAll(SETTINGS);
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    /** What the process tells about itself. */
    static List<String> ask(ProcessHandle process, String command) {
        try {
            var asked = new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            try (var said = asked.inputReader(StandardCharsets.UTF_8)) {
                return said.lines().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
