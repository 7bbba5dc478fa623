package dev.signalbox.local;

import java.nio.file.Path;
import java.util.List;

/** The command line of a process on the JDK that runs the launcher. */
final class Jvm {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Jvm() {}

    static List<String> command(Path jar) {
        return List.of(
                JAVA,
                "-Xmx512m",
                // Three of them share one machine with an IDE: the small collector, and only the quick compiler, which
                // costs a third of the processor time until they are ready.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString());
    }
}
