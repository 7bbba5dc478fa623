package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
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

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<StepType> of(String wire) {
        return Stream.of(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }
}
