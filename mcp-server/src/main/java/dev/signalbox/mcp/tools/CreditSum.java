package dev.signalbox.mcp.tools;

import org.jspecify.annotations.Nullable;

/** Credits in a stretch of time. */
record CreditSum(long microcredits, @Nullable Double credits) {}
