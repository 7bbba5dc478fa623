package dev.signalbox.platform.host;

import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a driver has decided and not committed yet: only what comes out the same when it is done again, and what nobody outside
 * has noticed. So it may be lost, and many steps of it are one commit. It is never kept back for long, because people look on.
 */
final class Draft {

    static final Duration LONGEST = Duration.ofMillis(50);
    private static final int MOST = 200;

    private final Map<StepKey, Visit> visits = new LinkedHashMap<>();
    private final List<RunEvent> events = new ArrayList<>();
    private long begun;

    void add(Progress progress) {
        if (isEmpty()) {
            begun = System.nanoTime();
        }
        progress.visits().forEach(visit -> visits.put(visit.key(), visit));
        events.addAll(progress.events());
    }

    boolean isEmpty() {
        return visits.isEmpty() && events.isEmpty();
    }

    boolean isDue() {
        return !isEmpty() && (events.size() >= MOST || left().isNegative());
    }

    /** How long it may still be kept back. */
    Duration left() {
        return LONGEST.minusNanos(System.nanoTime() - begun);
    }

    /** All of it, with each visit as it stands last. */
    Progress take() {
        var taken = new Progress(List.copyOf(visits.values()), events);
        drop();
        return taken;
    }

    void drop() {
        visits.clear();
        events.clear();
    }
}
