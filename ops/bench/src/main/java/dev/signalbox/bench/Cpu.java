package dev.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The processor time of whole processes, as the kernel counts it in /proc. */
record Cpu(List<ProcessHandle> alone, ProcessHandle family) {

    private static final int TICK_MS = 10;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    /** @param postmaster with its backends, those that have ended too */
    static Cpu of(ProcessHandle postmaster, ProcessHandle... processes) {
        return new Cpu(List.of(processes), postmaster);
    }

    Duration used() {
        long ticks = ticks(family, USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM)
                + Stream.concat(alone.stream(), family.children())
                        .mapToLong(process -> ticks(process, USER, SYSTEM))
                        .sum();
        return Duration.ofMillis(ticks * TICK_MS);
    }

    private static long ticks(ProcessHandle process, int... columns) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The name of the program may contain blanks; what follows its bracket does not.
            var words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int column : columns) {
                sum += Long.parseLong(words[column]);
            }
            return sum;
        } catch (NoSuchFileException _) {
            return 0; // has ended meanwhile, and is counted by its parent
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
