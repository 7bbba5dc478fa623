package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The step types of the contract. */
public enum StepType {
    MCP_CALL,
    LLM_CALL,
    AGENT_CALL,
    HUMAN_TASK,
    LUA_SCRIPT,
    FOR_EACH,
    WHILE,
    GUIDED,
    SWITCH,
    DELAY,
    SIGNAL,
    WORKFLOW_CALL;

    /** Read and stored, but not run yet: validation refuses to publish them. */
    private static final Set<StepType> NOT_AVAILABLE = EnumSet.of(
            AGENT_CALL);

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean available() {
        return !NOT_AVAILABLE.contains(this);
    }

    static Optional<StepType> of(String wire) {
        return Stream.of(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }
}
