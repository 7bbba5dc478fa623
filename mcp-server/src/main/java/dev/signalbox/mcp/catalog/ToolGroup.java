package dev.signalbox.mcp.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is switched on and off together. */
public enum ToolGroup {
    CORE("Workflows, runs, human tasks, analytics and health.", true),
    CATALOG("Any operation of the connector catalogue, by its path.", true),
    WEBSOCKET("A run watched live for a while.", true),
    VAULT("Secrets of the project, by name.", false),
    PAT("Personal access tokens of the caller.", false),
    RUNS("A workflow carried out step by step: one question, its answer, the next question.", false),
    HOSTED("Workflows built, run and looked at, in few and plain tools.", false),
    QUEUE("The project's work queue: tasks for agents, in loops with an order.", false),
    CONNECTORS("The tools of the project's connected systems.", true);

    private final String description;
    private final boolean byDefault;

    ToolGroup(String description, boolean byDefault) {
        this.description = description;
        this.byDefault = byDefault;
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

    /** Whether a client that asks for no groups gets it. The others have near-twins here, or reach for secrets. */
    public boolean byDefault() {
        return byDefault;
    }
}
