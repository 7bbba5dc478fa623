package dev.signalbox.console.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that happened in a run; seq has no gap. */
public record RunEvent(
        long seq,
        String type,
        @Nullable String stepId,
        @Nullable JsonNode data,
        Instant at) {

    /** "step_completed" as one would say it. */
    public String words() {
        String words = type.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
