package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import org.jspecify.annotations.Nullable;

/** How many runs completed. */
record SuccessShare(
        long completed,
        long failed,
        long stopped,

        @Meaning("0 to 1; absent when no run finished.") @Nullable
        Double rate) {}
