package dev.signalbox.mcp.tools;

import java.time.Instant;
import java.util.List;

/** Usage over time. */
record UsageSeries(List<Point> points) {

    record Point(Instant at, long steps, long microcredits) {}
}
