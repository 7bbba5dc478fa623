package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** {@code orchestration_phase}: why a run is not moving, or that it is. */
public enum Phase {
    ACCEPTED,
    QUEUED,
    STARTING,
    EXECUTING,
    AWAITING_HUMAN,
    AWAITING_EXTERNAL,
    AWAITING_TIMER,
    AWAITING_CREDITS,
    PAUSED,
    DRAINING,
    RETRYING,
    COMPLETED,
    FAILED,
    STOPPED;

    public static Phase of(RunStatus status, Graph graph, Journal journal) {
        return switch (status) {
            case PENDING -> ACCEPTED;
            case QUEUED -> QUEUED;
            case STARTING -> STARTING;
            case RUNNING -> moving(graph, journal);
            case PAUSED -> PAUSED;
            case DRAINING -> DRAINING;
            case COMPLETED -> COMPLETED;
            case FAILED -> FAILED;
            case STOPPED -> STOPPED;
        };
    }

    /** What moves wins over what waits; a person wins over a clock, since only the person can be asked to hurry. */
    private static Phase moving(Graph graph, Journal journal) {
        boolean executing = journal.visits().values().stream().anyMatch(v -> v.status() == Visit.Status.RUNNING);
        if (executing) {
            return EXECUTING;
        }
        return Blocker.of(graph, journal).stream()
                .map(Blocker::kind)
                .min(java.util.Comparator.naturalOrder())
                .map(kind -> switch (kind) {
                    case RETRY -> RETRYING;
                    case HUMAN_TASK -> AWAITING_HUMAN;
                    case GUIDED, SIGNAL, WORKFLOW_CALL -> AWAITING_EXTERNAL;
                    case TIMER -> AWAITING_TIMER;
                })
                .orElse(EXECUTING);
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Phase of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
