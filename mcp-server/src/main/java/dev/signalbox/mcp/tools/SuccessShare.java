package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many runs completed. */
record SuccessShare(
        Instant from,
        Instant to,
        long completed,
        long failed,
        long stopped,

        @Meaning("Completed over completed and failed, 0 to 1; absent when no run ended.") @Nullable
        Double successRate) {}
