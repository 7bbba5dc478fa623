package dev.signalbox.platform.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which fields of a step may hold templates, by wire name. */
final class StepTemplates {

    private StepTemplates() {}

    static Map<String, JsonNode> of(Step step) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        put(fields, "condition", step.common().condition());
        switch (step) {
            case Step.McpCall call -> put(fields, "tool_args", call.toolArgs());
            case Step.HumanTask task -> put(fields, "task_payload", task.taskPayload());
            case Step.Delay delay -> {
                put(fields, "delay_s", delay.delay());
                put(fields, "until", delay.until());
            }
            case Step.Switch choice -> put(fields, "switch_on", choice.on());
            case Step.LuaScript _, Step.Later _ -> {}
        }
        return fields;
    }

    private static void put(Map<String, JsonNode> fields, String name, @Nullable JsonNode value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
