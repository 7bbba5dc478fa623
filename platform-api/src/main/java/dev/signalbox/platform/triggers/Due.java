package dev.signalbox.platform.triggers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger does now that its time has come.
 *
 * @param fires what is to be started, the oldest first
 * @param missed the oldest fire that is given up, by the rule for catching up; null when there is none
 */
record Due(List<Instant> fires, @Nullable Instant missed) {

    /** A fire that is later than this was missed: nobody was there to start it. */
    static final Duration ON_TIME = Duration.ofMinutes(1);

    /** So many can be on time at once. */
    private static final int RECENT = 2;

    static Due of(Trigger trigger, Instant now) {
        Instant first = trigger.nextFireAt();
        if (first == null || first.isAfter(now)) {
            return new Due(List.of(), null);
        }
        var all = new TreeSet<>(trigger.schedule().latest(first, now, trigger.catchUpLimit() + RECENT));
        all.add(first);
        var punctual = List.copyOf(all.tailSet(now.minus(ON_TIME)));
        var late = List.copyOf(all.headSet(now.minus(ON_TIME)));
        var fires = new TreeSet<>(punctual);
        fires.addAll(last(late, trigger.catchesUp(punctual.isEmpty())));
        return new Due(List.copyOf(fires), fires.contains(first) ? null : first);
    }

    private static List<Instant> last(List<Instant> late, int count) {
        return late.subList(Math.max(0, late.size() - count), late.size());
    }
}
