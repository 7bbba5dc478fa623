package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Loops inside of loops by chance, always the same for a seed. */
final class RandomLoops {

    private static final int DEEPEST = 3;

    private final SplittableRandom random;

    RandomLoops(long seed) {
        this.random = new SplittableRandom(seed);
    }

    ObjectNode document() {
        ObjectNode document = Json.object("{}");
        document.set("steps", steps(0));
        return document;
    }

    private ArrayNode steps(int depth) {
        ArrayNode steps = Json.object("{steps: []}").withArray("steps");
        List<String> before = new ArrayList<>();
        int size = 1 + random.nextInt(depth == 0 ? 4 : 3);
        for (int i = 0; i < size; i++) {
            ObjectNode step = step("s" + i, depth);
            for (String id : before) {
                if (random.nextInt(3) == 0) {
                    step.withArray("depends_on").add(id);
                }
            }
            steps.add(step);
            before.add("s" + i);
        }
        return steps;
    }

    private ObjectNode step(String id, int depth) {
        ObjectNode step = Json.object("{}").put("id", id);
        int kind = depth < DEEPEST ? random.nextInt(8) : 7;
        return switch (kind) {
            case 0, 1 -> forEach(step, depth);
            case 2 -> repetition(step, depth).put("while_condition", "yes");
            case 3 -> repetition(step, depth).put("while_mode", "until").put("while_condition", "{{body.stop.enough}}");
            default -> step.put("type", "mcp_call").put("server_url", "c").put("tool_name", "t");
        };
    }

    private ObjectNode forEach(ObjectNode step, int depth) {
        step.put("type", "for_each").put("for_each_max_parallel", 1 + random.nextInt(3));
        ArrayNode items = step.putArray("for_each_items");
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(i);
        }
        step.set("for_each_body_steps", steps(depth + 1));
        return step;
    }

    private ObjectNode repetition(ObjectNode step, int depth) {
        step.put("type", "while").put("while_max_iterations", 1 + random.nextInt(3));
        ArrayNode body = steps(depth + 1);
        body.add(Json.object("{id: 'stop', type: 'mcp_call', server_url: 'c', tool_name: 't'}"));
        step.set("while_body_steps", body);
        return step;
    }
}
