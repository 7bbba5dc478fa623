package dev.signalbox.console.fake;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Turns the events of a run into its steps. */
final class StepsSeen {

    private StepsSeen() {}

    static void apply(Map<String, ObjectNode> steps, ObjectNode event) {
        String id = event.get("step_id").asString();
        String at = event.get("at").asString();
        ObjectNode step = steps.computeIfAbsent(
                id, _ -> fresh(id, event.path("data").path("type").asString(""), at));
        switch (event.get("type").asString()) {
            case "step_completed" ->
                end(step, event.path("data").path("skipped").asBoolean(false) ? "skipped" : "completed", at);
            case "step_failed" -> end(step, "failed", at);
            case "step_retrying" -> step.put("attempt", step.get("attempt").asInt() + 1);
            case "human_task_created" -> step.put("status", "waiting");
            default -> step.put("status", "running");
        }
        if (event.path("data").has("reason")) {
            step.put("reason", event.path("data").get("reason").asString());
        }
    }

    private static ObjectNode fresh(String id, String type, String at) {
        return FakePlatform.JSON
                .createObjectNode()
                .put("step_id", id)
                .put("type", type)
                .put("name", Character.toUpperCase(id.charAt(0)) + id.substring(1))
                .put("status", "running")
                .put("attempt", 1)
                .put("started_at", at);
    }

    private static void end(ObjectNode step, String status, String at) {
        step.put("status", status).put("ended_at", at);
    }
}
