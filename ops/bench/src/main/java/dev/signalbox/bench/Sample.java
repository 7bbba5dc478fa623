package dev.signalbox.bench;

import java.time.Duration;

/** So many operations took so long, and so much processor time. */
record Sample(long operations, Duration wall, Duration cpu) {

    /** Something that can be measured. */
    interface Work {
        void run() throws Exception;
    }

    static Sample of(long operations, Cpu cpu, Work work) throws Exception {
        var before = cpu.used();
        long start = System.nanoTime();
        work.run();
        var wall = Duration.ofNanos(System.nanoTime() - start);
        return new Sample(operations, wall, cpu.used().minus(before));
    }

    Sample plus(Sample other) {
        return new Sample(operations, wall.plus(other.wall), cpu.plus(other.cpu));
    }

    double perSecond() {
        return operations / seconds(wall);
    }

    double wallMillis() {
        return seconds(wall) * 1000 / operations;
    }

    /** Seconds of processor time for a thousand operations. */
    double cpuPerThousand() {
        return seconds(cpu) * 1000 / operations;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
