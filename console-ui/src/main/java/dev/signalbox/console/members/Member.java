package dev.signalbox.console.members;

import dev.signalbox.console.shell.Standing;
import dev.signalbox.console.shell.Tone;
import java.time.Instant;

/** A person in the workspace. */
record Member(
        String userId,
        String email,
        String displayName,
        TenantRole role,
        boolean disabled,
        long version,
        Instant createdAt) {

    Standing standing() {
        return standing(disabled);
    }

    static Standing standing(boolean disabled) {
        return disabled ? new Standing(Tone.STOPPED, "Disabled") : new Standing(Tone.GOOD, "Active");
    }
}
