package dev.signalbox.mcp.tools;

import java.time.Instant;
import java.util.List;

/** Usage over time. */
record UsageSeries(Instant from, Instant to, String granularity, List<Point> points) {

    record Point(Instant at, long runs, long steps, long microcredits) {}
}
