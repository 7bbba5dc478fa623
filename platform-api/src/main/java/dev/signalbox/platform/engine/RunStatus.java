package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The life of a run. Waiting for a person is {@code running}; {@link Phase} tells why it does not move. */
public enum RunStatus {
    PENDING,
    QUEUED,
    STARTING,
    RUNNING,
    PAUSED,
    DRAINING,
    COMPLETED,
    FAILED,
    STOPPED;

    public boolean ended() {
        return switch (this) {
            case PENDING, QUEUED, STARTING, RUNNING, PAUSED, DRAINING -> false;
            case COMPLETED, FAILED, STOPPED -> true;
        };
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static RunStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
