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
            case Step.LlmCall call -> put(fields, "prompt", call.prompt());
            case Step.AgentCall call -> {
                put(fields, "instructions", call.instructions());
                put(fields, "prompt", call.prompt());
            }
            case Step.Guided guided -> {
                put(fields, "goal", guided.goal());
                put(fields, "context", guided.context());
            }
            case Step.WorkflowCall call -> put(fields, "input", call.input());
            case Step.ForEach loop -> put(fields, "for_each_items", loop.items());
            // The condition of a while loop is asked inside of it.
            case Step.While _, Step.LuaScript _, Step.Signal _ -> {}
        }
        return fields;
    }

    private static void put(Map<String, JsonNode> fields, String name, @Nullable JsonNode value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
