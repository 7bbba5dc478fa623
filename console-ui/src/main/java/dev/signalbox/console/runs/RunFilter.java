package dev.signalbox.console.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which runs; null means all. */
public record RunFilter(
        @Nullable String status,
        @Nullable String phase,
        @Nullable String workflowId,
        @Nullable Instant from) {

    public static final RunFilter ALL = new RunFilter(null, null, null, null);

    public static RunFilter since(Instant from) {
        return new RunFilter(null, null, null, from);
    }
}
