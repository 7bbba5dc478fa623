package dev.signalbox.platform.engine;

import java.time.Instant;
import java.util.List;

/** One look over the graph. */
record Walk(Graph graph, Journal journal, RunInfo run, Instant now) {

    List<Decision> decide() {
        throw new UnsupportedOperationException("follows");
    }
}
