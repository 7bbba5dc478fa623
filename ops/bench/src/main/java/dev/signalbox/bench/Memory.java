package dev.signalbox.bench;

import java.util.List;

/** What lives in a process after a full collection. */
record Memory(long bytes, long virtualThreads, long platformThreads) {

    static Memory of(ProcessHandle process) {
        var histogram = Jvm.ask(process, "GC.class_histogram");
        long platform = Jvm.ask(process, "Thread.print").stream()
                .filter(line -> line.startsWith("\"") && line.contains(" os_prio="))
                .count();
        return new Memory(
                column(histogram, "Total", 2),
                histogram.stream()
                        .filter(line -> line.endsWith("VirtualThread"))
                        .mapToLong(line -> number(line, 1))
                        .sum(),
                platform);
    }

    private static long column(List<String> lines, String name, int column) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> number(line, column))
                .findFirst()
                .orElseThrow();
    }

    private static long number(String line, int column) {
        return Long.parseLong(line.strip().split("\\s+", -1)[column]);
    }
}
