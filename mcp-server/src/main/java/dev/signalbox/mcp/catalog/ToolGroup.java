package dev.signalbox.mcp.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is switched on and off together. */
public enum ToolGroup {
    CORE("Workflows, runs, human tasks, analytics and health.");

    private final String description;

    ToolGroup(String description) {
        this.description = description;
    }

    public static Optional<ToolGroup> of(String wire) {
        return Arrays.stream(values())
                .filter(group -> group.wire().equals(wire))
                .findFirst();
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }
}
