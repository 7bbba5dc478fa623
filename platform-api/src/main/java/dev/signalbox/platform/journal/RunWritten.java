package dev.signalbox.platform.journal;

import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.Visit;
import java.util.Comparator;
import java.util.List;

/**
 * A run is being written. Features above listen and {@link #join} with what belongs to the same change: it is carried out in the
 * transaction of the write, and kept or lost with it.
 */
public final class RunWritten extends JoinedWrite {

    private final LiveRun before;
    private final LiveRun after;
    private final Progress progress;
    private final List<Visit> withdrawn;

    RunWritten(LiveRun before, LiveRun after, Progress progress, List<Visit> withdrawn) {
        this.before = before;
        this.after = after;
        this.progress = progress;
        this.withdrawn = withdrawn;
    }

    public LiveRun before() {
        return before;
    }

    public LiveRun after() {
        return after;
    }

    public Progress progress() {
        return progress;
    }

    /** Visits that begin to wait with this write, by key. A deadline that moves is no beginning. */
    public List<Visit> opened() {
        return progress.visits().stream()
                .filter(visit -> visit.status() == Visit.Status.WAITING && !waitedBefore(visit))
                .sorted(Comparator.comparing(Visit::key))
                .toList();
    }

    /** Visits that were under way and are no longer the run's, because a repair set them back. */
    public List<Visit> withdrawn() {
        return withdrawn;
    }

    private boolean waitedBefore(Visit visit) {
        return before.journal()
                .visit(visit.key())
                .filter(old -> old.status() == Visit.Status.WAITING)
                .filter(old -> old.attempt() == visit.attempt() && old.generation() == visit.generation())
                .isPresent();
    }
}
