package dev.signalbox.platform.host;

import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.StepKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one look, sorted by what a driver does with them.
 *
 * @param fresh effects nobody has begun
 * @param orphans effects that a node began which is gone
 */
record Plan(
        Progress records,
        List<Decision.Effect> fresh,
        List<Decision.Effect> orphans,
        @Nullable Instant wakeAt,
        Decision.@Nullable End end) {

    /** Of a run at a time, however many turns of loops could go on: the others are begun when these have ended. */
    private static final int MOST_UNDERWAY = 100;

    static Plan of(List<Decision> decisions, Set<StepKey> underway) {
        var records = new ArrayList<Progress>();
        var fresh = new ArrayList<Decision.Effect>();
        var orphans = new ArrayList<Decision.Effect>();
        Instant wakeAt = null;
        Decision.End end = null;
        for (Decision decision : decisions) {
            switch (decision) {
                case Decision.Record record -> records.add(record.progress());
                case Decision.Effect effect when underway.contains(effect.key()) -> {}
                case Decision.Effect effect -> (effect.repeat() ? orphans : fresh).add(effect);
                case Decision.Wait wait -> wakeAt = wait.wakeAt();
                case Decision.End last -> end = last;
            }
        }
        int room = MOST_UNDERWAY - underway.size();
        var taken = first(room, orphans);
        return new Plan(Progress.merge(records), first(room - taken.size(), fresh), taken, wakeAt, end);
    }

    private static List<Decision.Effect> first(int most, List<Decision.Effect> effects) {
        return List.copyOf(effects.subList(0, Math.clamp(most, 0, effects.size())));
    }

    boolean hasEffects() {
        return !fresh.isEmpty() || !orphans.isEmpty();
    }
}
