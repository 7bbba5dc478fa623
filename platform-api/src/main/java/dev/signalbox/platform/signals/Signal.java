package dev.signalbox.platform.signals;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent to a run. The payload is not told here: it is the result of the step that took it.
 *
 * @param position counts the signals of a run in the order of their arrival
 * @param stepId which took it; null while it is pending
 */
record Signal(
        UUID signalId,
        RunId runId,
        String name,
        Status status,
        @Nullable StepKey stepId,
        UserId sentBy,
        Instant receivedAt,
        @Nullable Instant deliveredAt,
        @JsonIgnore long position) {

    enum Status {
        /** No step has taken it yet. */
        PENDING,
        DELIVERED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
