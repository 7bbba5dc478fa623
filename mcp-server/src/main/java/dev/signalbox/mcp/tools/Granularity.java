package dev.signalbox.mcp.tools;

/** How long one point of a series is. */
enum Granularity {
    MINUTE,
    HOUR,
    DAY,
    WEEK
}
