package dev.signalbox.mcp.tools;

import java.time.Instant;
import java.util.List;

/** Runs over time. */
record RunSeries(Instant from, Instant to, String granularity, List<Point> points) {

    record Point(Instant at, long started, long completed, long failed, long stopped) {}
}
