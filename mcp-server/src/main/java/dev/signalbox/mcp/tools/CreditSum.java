package dev.signalbox.mcp.tools;

import java.time.Instant;

/** Credits in a stretch of time. */
record CreditSum(Instant from, Instant to, long microcredits, double credits) {}
