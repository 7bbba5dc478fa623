package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A graph by chance, always the same for a seed: every step may refer to those before it. */
final class RandomGraph {

    private final SplittableRandom random;
    private final ObjectNode document = Json.object("{steps: []}");
    private final List<ObjectNode> steps = new ArrayList<>();

    RandomGraph(long seed) {
        this.random = new SplittableRandom(seed);
        int size = 1 + random.nextInt(14);
        for (int i = 0; i < size; i++) {
            steps.add(step(i));
        }
        for (int i = 0; i < size; i++) {
            if (steps.get(i).path("type").asString().equals("switch")) {
                targets(steps.get(i), i, size);
            }
        }
        // A document's order says nothing, so it must not matter.
        var shuffled = new ArrayList<>(steps);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            shuffled.set(i, shuffled.set(random.nextInt(i + 1), shuffled.get(i)));
        }
        shuffled.forEach(document.withArray("steps")::add);
    }

    ObjectNode document() {
        return document;
    }

    /** So that each step stands after what it depends on. */
    List<ObjectNode> inOrder() {
        return steps;
    }

    private ObjectNode step(int i) {
        ObjectNode step = Json.object("{}").put("id", "s" + i);
        switch (random.nextInt(10)) {
            case 0, 1 -> step.put("type", "switch").put("switch_on", i == 0 ? "{{input.kind}}" : "{{input.kind}}");
            case 2 -> step.put("type", "delay").put("delay_s", random.nextInt(100));
            case 3 -> step.put("type", "human_task");
            case 4 -> step.put("type", "lua_script").put("script", "return {}");
            default -> step.put("type", "mcp_call").put("server_url", "c").put("tool_name", "t");
        }
        ArrayNode dependsOn = step.putArray("depends_on");
        for (int before = 0; before < i; before++) {
            if (random.nextInt(i) < 2) {
                dependsOn.add("s" + before);
            }
        }
        flags(step, dependsOn);
        return step;
    }

    private void flags(ObjectNode step, ArrayNode dependsOn) {
        if (chance(10)) {
            step.put("enabled", false);
        }
        if (chance(10)) {
            step.put("no_auto_start", true);
        }
        if (chance(50)) {
            step.put("terminal", true);
        }
        if (chance(2)) {
            step.put("retry_count", random.nextInt(4));
        }
        if (chance(4)) {
            step.put(
                    "condition",
                    dependsOn.isEmpty() || chance(3)
                            ? "{{input.flag}}"
                            : "{{steps." + dependsOn.get(0).asString() + ".result.flag}}");
        }
    }

    private void targets(ObjectNode step, int i, int size) {
        ObjectNode cases = step.putObject("cases");
        for (String kind : List.of("a", "b")) {
            ArrayNode targets = cases.putArray(kind);
            some(i, size, targets);
        }
        some(i, size, step.putArray("default"));
    }

    private void some(int i, int size, ArrayNode targets) {
        for (int after = i + 1; after < size; after++) {
            if (chance(4)) {
                targets.add("s" + after);
            }
        }
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
