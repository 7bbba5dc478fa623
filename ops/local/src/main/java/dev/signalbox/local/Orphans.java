package dev.signalbox.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The processes of a launcher that was killed: the next one ends them before it takes their place. */
final class Orphans {

    private static final long GRACE_SECONDS = 25;

    private Orphans() {}

    static void remember(Path data, List<ProcessHandle> children) {
        try {
            Files.writeString(
                    file(data), children.stream().map(Orphans::identity).collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void stop(Path data) {
        try {
            if (Files.exists(file(data))) {
                var identities = Files.readAllLines(file(data));
                ProcessHandle.allProcesses()
                        .filter(process -> identities.contains(identity(process)))
                        .forEach(Orphans::stop);
                Files.delete(file(data));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(ProcessHandle orphan) {
        orphan.destroy();
        orphan.onExit()
                .completeOnTimeout(orphan, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
        orphan.destroyForcibly();
    }

    /** A number alone may belong to somebody else by now. */
    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static Path file(Path data) {
        return data.resolve("children");
    }
}
