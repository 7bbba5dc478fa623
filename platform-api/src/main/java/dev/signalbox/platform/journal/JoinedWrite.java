package dev.signalbox.platform.journal;

import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** A write of a run that others may join: what they add is carried out in its transaction, and kept or lost with it. */
abstract sealed class JoinedWrite permits RunWritten, RunAbandoned {

    private final List<Mono<Void>> joined = new ArrayList<>();

    public void join(Mono<Void> work) {
        joined.add(work);
    }

    List<Mono<Void>> joined() {
        return joined;
    }
}
