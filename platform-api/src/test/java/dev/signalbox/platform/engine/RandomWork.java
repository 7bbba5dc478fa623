package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Steps of every kind that asks somebody, by chance, always the same for a seed: each is asked with what came of those before it. */
final class RandomWork {

    private static final List<String> KINDS = List.of(
            "mcp_call",
            "llm_call",
            "agent_call",
            "human_task",
            "workflow_call",
            "guided",
            "signal",
            "delay",
            "switch",
            "for_each",
            "while");

    /** So many of them come to something that others can ask for. */
    private static final int ANSWERING = KINDS.indexOf("delay");

    private final SplittableRandom random;

    RandomWork(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Each step stands after what it depends on. */
    ObjectNode document() {
        ObjectNode document = Json.object("{}");
        document.set("steps", steps("s", 2 + random.nextInt(8), List.of()));
        return document;
    }

    /** @param outside templates of what is there before the steps */
    private ArrayNode steps(String prefix, int size, List<String> outside) {
        ArrayNode steps = Json.object("{steps: []}").withArray("steps");
        for (int i = 0; i < size; i++) {
            ObjectNode step = steps.addObject().put("id", prefix + i);
            List<String> reads = new ArrayList<>(outside);
            for (int before = 0; before < i; before++) {
                if (random.nextInt(i) < 2) {
                    step.withArray("depends_on").add(prefix + before);
                    if (answers(steps.get(before).path("type").asString())) {
                        reads.add("{{steps.%s.result.v}}".formatted(prefix + before));
                    }
                }
            }
            boolean inside = !prefix.equals("s");
            fill(step, KINDS.get(random.nextInt(inside ? (i == 0 ? ANSWERING : ANSWERING + 1) : KINDS.size())), reads);
            condition(step);
        }
        steps.forEach(step -> targets((ObjectNode) step, steps));
        return steps;
    }

    static boolean answers(String type) {
        return KINDS.indexOf(type) < ANSWERING;
    }

    private void fill(ObjectNode step, String kind, List<String> reads) {
        if (random.nextInt(4) == 0) {
            reads.add("{{input.seed}}");
        }
        step.put("type", kind);
        switch (kind) {
            case "mcp_call" ->
                tries(step.put("server_url", "c").put("tool_name", "t")).set("tool_args", asked(reads));
            case "llm_call" -> tries(step.put("model", "m")).put("prompt", "Of " + String.join(" and ", reads));
            case "agent_call" ->
                tries(step.put("model", "m").put("instructions", "Serve."))
                        .put("prompt", "Of " + String.join(" and ", reads))
                        .put("max_turns", 3)
                        .putArray("tools")
                        .add("connector://c/t");
            case "human_task" -> tries(step).set("task_payload", asked(reads));
            case "workflow_call" -> tries(step.put("workflow_id", "w")).set("input", asked(reads));
            case "guided" ->
                step.put("goal", "Tell.").put("gate", random.nextBoolean()).set("context", asked(reads));
            case "signal" -> step.put("signal_name", "go");
            case "delay" -> step.put("delay_s", random.nextInt(100));
            case "switch" -> step.put("switch_on", reads.isEmpty() ? "none" : odd(reads.getFirst()));
            case "for_each" -> each(step, reads);
            default -> repeat(step, reads);
        }
    }

    private ObjectNode tries(ObjectNode step) {
        return step.put("retry_count", random.nextInt(4));
    }

    private static ObjectNode asked(List<String> reads) {
        ObjectNode asked = Json.object("{x: []}");
        reads.forEach(asked.withArray("x")::add);
        return asked;
    }

    private static String odd(String read) {
        return read.replace("result.v", "result.odd");
    }

    private void each(ObjectNode step, List<String> reads) {
        step.put("for_each_max_parallel", 1 + random.nextInt(3));
        ArrayNode items = step.putArray("for_each_items");
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(i);
        }
        List<String> outside = new ArrayList<>(reads);
        outside.add("{{item}}");
        step.set("for_each_body_steps", steps("b", 1 + random.nextInt(3), outside));
    }

    /** The first step of the body, which always runs, says when it is enough; all see what it came to in the turn before. */
    private void repeat(ObjectNode step, List<String> reads) {
        boolean until = random.nextBoolean();
        step.put("while_mode", until ? "until" : "while")
                .put("while_condition", until ? "{{body.b0.odd}}" : "yes")
                .put("while_max_iterations", 1 + random.nextInt(3));
        List<String> outside = new ArrayList<>(reads);
        outside.add("{{while.prev.b0.v}}");
        step.set("while_body_steps", steps("b", 1 + random.nextInt(3), outside));
    }

    private void condition(ObjectNode step) {
        if (random.nextInt(6) == 0 && step.path("depends_on").size() > 0) {
            step.path("depends_on").valueStream().findFirst().ifPresent(id -> step.put("if", id.asString()));
        }
    }

    private void targets(ObjectNode step, ArrayNode steps) {
        if (step.path("type").asString().equals("switch")) {
            ObjectNode cases = step.putObject("cases");
            for (String value : List.of("true", "false")) {
                ArrayNode targets = cases.putArray(value);
                boolean after = false;
                for (var other : steps) {
                    if (after && random.nextInt(4) == 0) {
                        targets.add(other.path("id").asString());
                    }
                    after |= other == step;
                }
            }
        }
        if (step.has("if")) {
            String id = step.remove("if").asString();
            steps.valueStream()
                    .filter(other -> other.path("id").asString().equals(id))
                    .filter(other -> answers(other.path("type").asString()))
                    .findFirst()
                    .ifPresent(_ -> step.put("condition", "{{steps.%s.result.odd}}".formatted(id)));
        }
    }
}
