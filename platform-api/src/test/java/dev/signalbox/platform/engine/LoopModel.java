package dev.signalbox.platform.engine;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must come of loops when nothing is ever cut short: by plain recursion, without journal, order or time. */
final class LoopModel {

    private final long seed;

    LoopModel(long seed) {
        this.seed = seed;
    }

    /** What a call answers, by its key alone; empty when it fails. */
    Optional<ObjectNode> answer(String key) {
        var chance = new SplittableRandom(seed * 31 + key.hashCode());
        return chance.nextInt(20) == 0
                ? Optional.empty()
                : Optional.of(Json.object("{}").put("of", key).put("enough", chance.nextInt(3) == 0));
    }

    /** The output of steps, by step; empty when one of them fails. */
    Optional<ObjectNode> output(JsonNode steps, String prefix) {
        ObjectNode output = Json.object("{}");
        Set<String> followed = new HashSet<>();
        for (JsonNode step : steps) {
            step.path("depends_on").forEach(id -> followed.add(id.asString()));
            var result = result(step, prefix + step.path("id").asString());
            if (result.isEmpty()) {
                return Optional.empty();
            }
            output.set(step.path("id").asString(), result.get());
        }
        followed.forEach(output::remove);
        return Optional.of(output);
    }

    private Optional<ObjectNode> result(JsonNode step, String key) {
        return switch (step.path("type").asString()) {
            case "for_each" -> Optional.of(forEach(step, key));
            case "while" -> repetition(step, key);
            default -> answer(key);
        };
    }

    private ObjectNode forEach(JsonNode step, String key) {
        int count = step.path("for_each_items").size();
        ObjectNode result = Json.object("{}")
                .put("count", count)
                .put("max_parallel", step.path("for_each_max_parallel").intValue());
        var results = result.putArray("results");
        for (int i = 0; i < count; i++) {
            ObjectNode entry = results.addObject().put("index", i);
            output(step.path("for_each_body_steps"), key + "#" + i + "#")
                    .ifPresentOrElse(
                            output -> entry.set("result", output),
                            () -> entry.put("error", FailureCode.MCP_TOOL_FAILED.name()));
        }
        return result;
    }

    private Optional<ObjectNode> repetition(JsonNode step, String key) {
        boolean until = step.path("while_mode").asString("while").equals("until");
        int most = step.path("while_max_iterations").intValue();
        ObjectNode result = Json.object("{}");
        var iterations = Json.object("{all: []}").withArray("all");
        String reason = "max_iterations";
        for (int i = 0; i < most && reason.equals("max_iterations"); i++) {
            var output = output(step.path("while_body_steps"), key + "#" + i + "#");
            if (output.isEmpty()) {
                return Optional.empty();
            }
            iterations.addObject().put("index", i).set("result", output.get());
            boolean enough =
                    answer(key + "#" + i + "#stop").orElseThrow().path("enough").booleanValue();
            reason = until && enough ? "condition_met" : reason;
        }
        result.put("iteration_count", iterations.size()).put("stopped_reason", reason);
        result.set("last", iterations.get(iterations.size() - 1).path("result"));
        result.set("iterations", iterations);
        return Optional.of(result);
    }
}
