package dev.signalbox.mcp.tools;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The run after a command. A start tells the first five; the other commands the whole summary. */
record Commanded(
        UUID runId,
        UUID workflowId,
        int version,
        String status,
        @Nullable Instant startedAt,
        @Nullable String orchestrationPhase,
        @Nullable Boolean runComplete) {}
