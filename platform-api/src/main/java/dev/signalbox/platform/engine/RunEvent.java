package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What happened, as the run's readers are told; whoever stores it adds {@code seq} and time. */
public record RunEvent(Type type, @Nullable StepKey stepId, ObjectNode data) {

    public enum Type {
        RUN_STARTED,
        RUN_REJECTED,
        STATE_CHANGED,
        STEP_STARTED,
        STEP_COMPLETED,
        STEP_FAILED,
        STEP_RETRYING,
        STEP_CANCELLED,
        HUMAN_TASK_CREATED,
        HUMAN_TASK_COMPLETED,
        AGENT_TURN_TOOL_ROUND,
        TIMER_SET,
        TIMER_FIRED,
        SIGNAL_RECEIVED,
        CONTEXT_EDITED,
        RUN_REPAIRED,
        RUN_COMPLETED,
        RUN_FAILED,
        RUN_STOPPED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Type of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    public static RunEvent of(Type type) {
        return new RunEvent(type, null, JsonNodeFactory.instance.objectNode());
    }

    public static RunEvent of(Type type, StepKey step) {
        return new RunEvent(type, step, JsonNodeFactory.instance.objectNode());
    }

    public RunEvent with(String name, Object value) {
        ObjectNode more = data.deepCopy();
        switch (value) {
            case JsonNode node -> more.set(name, node);
            case Integer number -> more.put(name, number.intValue());
            case Boolean truth -> more.put(name, truth.booleanValue());
            default -> more.put(name, value.toString());
        }
        return new RunEvent(type, stepId, more);
    }
}
