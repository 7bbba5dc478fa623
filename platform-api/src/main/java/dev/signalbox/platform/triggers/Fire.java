package dev.signalbox.platform.triggers;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.journal.RunId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came of one moment of a trigger.
 *
 * @param fireAt when it was due
 * @param firedBy who started it by hand; null for the clock
 * @param error why no run was started
 * @param recordedAt when it was done
 */
public record Fire(
        Instant fireAt,
        Outcome outcome,
        @Nullable RunId runId,
        @Nullable UserId firedBy,
        @Nullable JsonNode error,
        Instant recordedAt) {

    public enum Outcome {
        STARTED,
        /** Waits for the previous run to end. */
        QUEUED,
        /** The previous run went on. */
        SKIPPED,
        /** Nobody was there to start it, nor those that followed it. */
        MISSED,
        FAILED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
