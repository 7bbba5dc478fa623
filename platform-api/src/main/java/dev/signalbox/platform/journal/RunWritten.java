package dev.signalbox.platform.journal;

import dev.signalbox.platform.engine.Progress;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * A run is being written. Features above listen and {@link #join} with what belongs to the same change: it is carried out in the
 * transaction of the write, and kept or lost with it.
 */
public final class RunWritten {

    private final LiveRun before;
    private final LiveRun after;
    private final Progress progress;
    private final List<Mono<Void>> joined = new ArrayList<>();

    RunWritten(LiveRun before, LiveRun after, Progress progress) {
        this.before = before;
        this.after = after;
        this.progress = progress;
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

    public void join(Mono<Void> work) {
        joined.add(work);
    }

    List<Mono<Void>> joined() {
        return joined;
    }
}
