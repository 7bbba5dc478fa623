package dev.signalbox.console.overview;

import dev.signalbox.console.runs.Run;
import dev.signalbox.console.shell.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last 24 hours in hours, the oldest first.
 *
 * @param whole false when there were more runs than were counted
 */
record Day(List<Hour> hours, boolean whole) {

    static final int HOURS = 24;

    record Hour(int good, int bad, int other) {

        int all() {
            return good + bad + other;
        }
    }

    static Day of(List<Run> runs, Instant now, boolean whole) {
        var hours = new int[HOURS][3];
        for (Run run : runs) {
            int ago = (int) Duration.between(run.startedAt(), now).toHours();
            if (ago >= 0 && ago < HOURS) {
                hours[HOURS - 1 - ago][kind(run)]++;
            }
        }
        var counted = new ArrayList<Hour>();
        for (int[] hour : hours) {
            counted.add(new Hour(hour[0], hour[1], hour[2]));
        }
        return new Day(List.copyOf(counted), whole);
    }

    private static int kind(Run run) {
        Tone tone = run.standing().tone();
        return tone == Tone.GOOD ? 0 : tone == Tone.BAD ? 1 : 2;
    }

    int good() {
        return hours.stream().mapToInt(Hour::good).sum();
    }

    int bad() {
        return hours.stream().mapToInt(Hour::bad).sum();
    }

    int all() {
        return hours.stream().mapToInt(Hour::all).sum();
    }

    /** Of the runs that ended by themselves; nothing to say while none did. */
    String successRate() {
        int ended = good() + bad();
        return ended == 0 ? "–" : "%.1f %%".formatted(100.0 * good() / ended);
    }
}
