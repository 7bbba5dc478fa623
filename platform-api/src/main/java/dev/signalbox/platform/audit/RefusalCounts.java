package dev.signalbox.platform.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts equal refusals. The first ones of a kind are due at once, further ones of the same minute together when it is over: so
 * there are at most two entries a minute for each of at most {@link #KINDS} kinds, and what is beyond is counted as one. Thread-safe.
 */
final class RefusalCounts {

    static final int KINDS = 1_000;

    private final Map<Refusal, Window> windows = new HashMap<>();

    synchronized void add(Refusal refusal, Instant now) {
        boolean toldApart = windows.containsKey(refusal) || windows.size() < KINDS;
        windows.merge(toldApart ? refusal : refusal.ofMany(), new Window(minute(now), 1, 0), (old, _) -> old.more());
    }

    /** What is to be written now; it is taken as written. */
    synchronized List<Counted> due(Instant now) {
        var due = new ArrayList<Counted>();
        long minute = minute(now);
        windows.forEach((refusal, window) -> {
            boolean ready = window.written() == 0 || window.minute() < minute;
            if (ready && window.unwritten() > 0) {
                due.add(new Counted(refusal, window.unwritten()));
            }
        });
        windows.values().removeIf(window -> window.minute() < minute);
        windows.replaceAll((_, window) -> window.written() == 0 ? window.asWritten() : window);
        return due;
    }

    private static long minute(Instant moment) {
        return moment.getEpochSecond() / 60;
    }

    /** A refusal, and how often. */
    record Counted(Refusal refusal, long count) {}

    private record Window(long minute, long seen, long written) {

        Window more() {
            return new Window(minute, seen + 1, written);
        }

        Window asWritten() {
            return new Window(minute, seen, seen);
        }

        long unwritten() {
            return seen - written;
        }
    }
}
