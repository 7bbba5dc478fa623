package dev.signalbox.console.connectors;

import dev.signalbox.console.shell.Standing;
import dev.signalbox.console.shell.Tone;
import java.time.Instant;

/** A project's configured copy of a connector. */
public record Instance(
        String id,
        String connectorId,
        String name,
        boolean enabled,
        long version,
        String activeProfile,
        Instant updatedAt) {

    Standing standing() {
        return enabled ? new Standing(Tone.GOOD, "On") : new Standing(Tone.STOPPED, "Off");
    }
}
