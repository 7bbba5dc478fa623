package dev.signalbox.platform.engine;

import java.time.Instant;

/** What one decision is made from, besides the graph. */
record Look(Journal journal, RunInfo run, Instant now) {}
