package dev.signalbox.local;

import java.util.Locale;

/** Seconds as a person reads them. */
final class Stopwatch {

    private final long start = System.nanoTime();
    private long lapStart = start;

    String lap() {
        var now = System.nanoTime();
        var text = seconds(now - lapStart);
        lapStart = now;
        return text;
    }

    String total() {
        return seconds(System.nanoTime() - start);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
