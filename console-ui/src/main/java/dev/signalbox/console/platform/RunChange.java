package dev.signalbox.console.platform;

import org.jspecify.annotations.Nullable;

/**
 * A hint that a run moved; what is true now is read again, with the reader's own rights.
 *
 * @param runId null when any run may have moved, as when the stream begins
 */
public record RunChange(@Nullable String runId) {

    public boolean concerns(String id) {
        return runId == null || runId.equals(id);
    }
}
