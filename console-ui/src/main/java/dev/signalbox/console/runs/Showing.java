package dev.signalbox.console.runs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cuts through the runs people ask for. */
enum Showing {
    ALL("All", null, null),
    RUNNING("Running", "running", null),
    WAITING("Waiting for a person", null, "awaiting_human"),
    QUEUED("Queued", "queued", null),
    PAUSED("Paused", "paused", null),
    FAILED("Failed", "failed", null),
    COMPLETED("Completed", "completed", null),
    STOPPED("Stopped", "stopped", null);

    private final String label;
    private final @Nullable String status;
    private final @Nullable String phase;

    Showing(String label, @Nullable String status, @Nullable String phase) {
        this.label = label;
        this.status = status;
        this.phase = phase;
    }

    String label() {
        return label;
    }

    String inUrl() {
        return name().toLowerCase(Locale.ROOT);
    }

    RunFilter of(@Nullable String workflowId) {
        return new RunFilter(status, phase, workflowId, null);
    }

    static Showing inUrl(String text) {
        for (Showing showing : values()) {
            if (showing.inUrl().equals(text)) {
                return showing;
            }
        }
        return ALL;
    }
}
