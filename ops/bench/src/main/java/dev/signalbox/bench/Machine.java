package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What the figures were taken on. */
final class Machine {

    private Machine() {}

    static String describe() throws IOException {
        return "%s: %d cores (%s), %d GB of memory, JDK %s, PostgreSQL 17 with fsync on the same machine."
                .formatted(
                        LocalDate.now(java.time.ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        value("/proc/cpuinfo", "model name"),
                        Math.round(Long.parseLong(
                                        value("/proc/meminfo", "MemTotal").replace(" kB", ""))
                                / 1024.0
                                / 1024),
                        Runtime.version().feature());
    }

    private static String value(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }
}
