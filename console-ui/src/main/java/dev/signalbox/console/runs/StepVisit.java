package dev.signalbox.console.runs;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Inside of loops with its turns, from the outside in. */
    String label() {
        String[] parts = stepId.split("#", -1);
        return parts.length == 1
                ? name
                : IntStream.range(0, parts.length / 2)
                        .mapToObj(loop -> parts[2 * loop + 1])
                        .collect(Collectors.joining(".", name + " [", "]"));
    }

    /** A skipped step never ran, whatever times it carries. */
    public boolean ran() {
        return !status.equals("skipped");
    }
}
