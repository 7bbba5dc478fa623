package dev.signalbox.mcp.tools;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How things go, in one answer. */
record Overview(LiveRunCounts live, SuccessShare success, Durations duration, CreditSum credits) {

    record Durations(
            Instant from,
            Instant to,
            long count,
            @Nullable Long averageMs,
            @Nullable Long medianMs,
            @Nullable Long p95Ms,
            @Nullable Long longestMs) {}
}
