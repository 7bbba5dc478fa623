package dev.signalbox.console.members;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.Tone;

/**
 * @param open a public project: everybody in the workspace contributes to it
 * @param role what the viewer is in it
 */
record Project(
        String id, String name, @JsonProperty("public") boolean open, ProjectRole role) {

    Badge badge() {
        return open ? new Badge(Tone.GOOD, "Public") : new Badge(Tone.IDLE, "Private");
    }
}
