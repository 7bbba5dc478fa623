package dev.signalbox.console.runs;

import dev.signalbox.console.shell.Standing;
import dev.signalbox.console.shell.Tone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as the feed tells it. */
public record Run(
        String runId,
        String workflowId,
        int version,
        String status,
        String orchestrationPhase,
        @Nullable String trigger,
        @Nullable String externalId,
        long credits,
        @Nullable JsonNode error,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public Standing standing() {
        return Standings.ofRun(status, orchestrationPhase);
    }

    public boolean failed() {
        return standing().tone() == Tone.BAD;
    }

    /** The first eight signs: enough to tell runs apart by eye. */
    public String shortId() {
        return runId.substring(0, 8);
    }

    public @Nullable String errorMessage() {
        return error == null ? null : error.path("message").asString(null);
    }
}
