package dev.signalbox.local;

import java.nio.file.Path;
import java.util.List;

/** The command line of a process on the JDK that runs the launcher. */
final class Jvm {

    private Jvm() {}

    static List<String> command(Path jar) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // Three of them share one machine with an IDE: the small collector and half of the compiler's threads.
                "-XX:+UseSerialGC",
                "-XX:CICompilerCount=2",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString());
    }
}
