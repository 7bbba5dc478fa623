package dev.signalbox.console.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One visit of a step, as the timeline tells it. */
public record StepVisit(
        String stepId,
        String type,
        String name,
        String status,
        int attempt,
        @Nullable String reason,
        @Nullable JsonNode error,
        @Nullable Instant dueAt,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** A skipped step never ran, whatever times it carries. */
    public boolean ran() {
        return !status.equals("skipped");
    }
}
