package dev.signalbox.platform.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must come of work when nothing is ever cut short and every value was right from the start: by plain recursion, without
 * journal, order, time or attempts.
 *
 * @param corrected results that people have put in place of what steps came to
 */
record WorkModel(World world, JsonNode input, Map<String, ObjectNode> corrected) {

    enum End {
        PASSED,
        SKIPPED,
        FAILED
    }

    record Fate(End end, JsonNode result) {}

    private static final Fate SKIPPED = new Fate(End.SKIPPED, NullNode.getInstance());
    private static final Fate FAILED = new Fate(End.FAILED, NullNode.getInstance());

    Map<String, Fate> fates(JsonNode steps) {
        return new Scope("", steps, Map.of()).fates();
    }

    /** Of a scope in which no step failed. */
    static ObjectNode output(JsonNode steps, Map<String, Fate> fates) {
        Set<String> followed = new HashSet<>();
        steps.forEach(step -> {
            step.path("depends_on").forEach(id -> followed.add(id.asString()));
            if (step.path("cases").valueStream().anyMatch(targets -> !targets.isEmpty())) {
                followed.add(step.path("id").asString());
            }
        });
        ObjectNode output = Json.object("{}");
        fates.forEach((id, fate) -> {
            if (fate.end() == End.PASSED && !followed.contains(id)) {
                output.set(id, fate.result());
            }
        });
        return output;
    }

    /** @param around by template, what is there before the steps */
    private final class Scope {

        private final String prefix;
        private final JsonNode steps;
        private final Map<String, JsonNode> around;
        private final Map<String, Fate> fates = new LinkedHashMap<>();

        Scope(String prefix, JsonNode steps, Map<String, JsonNode> around) {
            this.prefix = prefix;
            this.steps = steps;
            this.around = around;
        }

        Map<String, Fate> fates() {
            for (JsonNode step : steps) {
                fates.put(step.path("id").asString(), fate(step));
            }
            return fates;
        }

        private Fate fate(JsonNode step) {
            String id = step.path("id").asString();
            if (!isItsTurn(step, id) || !holds(step.path("condition"))) {
                return SKIPPED;
            }
            ObjectNode right = corrected.get(prefix + id);
            return right == null ? done(step, prefix + id) : new Fate(End.PASSED, right);
        }

        private boolean isItsTurn(JsonNode step, String id) {
            List<JsonNode> gates = steps.valueStream()
                    .filter(other -> other.path("cases").valueStream().anyMatch(targets -> names(targets, id)))
                    .toList();
            if (!gates.isEmpty()) {
                return gates.stream().anyMatch(gate -> leadsTo(gate, id));
            }
            return step.path("depends_on").isEmpty()
                    || step.path("depends_on")
                            .valueStream()
                            .anyMatch(before -> fates.get(before.asString()).end() != End.SKIPPED);
        }

        private boolean leadsTo(JsonNode gate, String id) {
            Fate fate = fates.get(gate.path("id").asString());
            JsonNode chosen = fate.result().path("case");
            return fate.end() == End.PASSED && names(gate.path("cases").path(chosen.asString("")), id);
        }

        private boolean names(JsonNode targets, String id) {
            return targets.valueStream().anyMatch(target -> target.asString().equals(id));
        }

        private boolean holds(JsonNode condition) {
            return condition.isMissingNode() || read(condition.asString()).asBoolean(false);
        }

        private Fate done(JsonNode step, String key) {
            return switch (step.path("type").asString()) {
                case "mcp_call" -> tried(step, key, asked(step.path("tool_args")));
                case "human_task" -> tried(step, key, asked(step.path("task_payload")));
                case "workflow_call" -> tried(step, key, asked(step.path("input")));
                case "llm_call" -> tried(step, key, Json.object("{}").put("prompt", text(step)));
                case "agent_call" -> agent(step, StepKey.of(key));
                case "guided" ->
                    passed(world.value(
                            key, Json.object("{goal: 'Tell.'}").set("context", asked(step.path("context")))));
                case "signal" -> passed(world.value(key, Json.object("{signal_name: 'go'}")));
                case "switch" -> chosen(step);
                case "for_each" -> each(step, key);
                case "while" -> repetition(step, key);
                default -> passed(NullNode.getInstance());
            };
        }

        private Fate passed(JsonNode result) {
            return new Fate(End.PASSED, result);
        }

        private Fate tried(JsonNode step, String key, JsonNode asked) {
            return world.failures(key) > step.path("retry_count").intValue() ? FAILED : passed(world.value(key, asked));
        }

        private Fate agent(JsonNode step, StepKey key) {
            int rounds = world.rounds(key.value());
            for (int turn = 1; turn <= rounds + 1; turn++) {
                boolean unasked = world.failures(key.question(turn).value())
                        > step.path("retry_count").intValue();
                if (unasked || (turn == step.path("max_turns").intValue() && turn <= rounds)) {
                    return FAILED;
                }
            }
            ObjectNode opening = Json.object("{instructions: 'Serve.'}").put("prompt", text(step));
            ObjectNode result = world.last(key, opening, rounds).put("turns", rounds + 1);
            result.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
            return passed(result);
        }

        private Fate chosen(JsonNode step) {
            String on = step.path("switch_on").asString();
            String value = on.startsWith("{{") ? Templates.text(read(on)) : on;
            ObjectNode result = Json.object("{}");
            if (step.path("cases").has(value)) {
                result.put("case", value);
            } else {
                result.putNull("case");
            }
            return passed(result);
        }

        private Fate each(JsonNode step, String key) {
            JsonNode items = step.path("for_each_items");
            ObjectNode result = Json.object("{}")
                    .put("count", items.size())
                    .put("max_parallel", step.path("for_each_max_parallel").intValue());
            ArrayNode results = result.putArray("results");
            for (int i = 0; i < items.size(); i++) {
                JsonNode body = step.path("for_each_body_steps");
                var turn = turn(body, key + "#" + i + "#", "item", items.get(i));
                ObjectNode entry = results.addObject().put("index", i);
                if (anyFailed(turn)) {
                    entry.put("error", FailureCode.LLM_REQUEST_FAILED.name());
                } else {
                    entry.set("result", output(body, turn));
                }
            }
            return passed(result);
        }

        private Map<String, Fate> turn(JsonNode body, String inside, String name, JsonNode value) {
            Map<String, JsonNode> seen = new HashMap<>(around);
            fates.forEach((id, fate) -> seen.put(id, fate.result()));
            seen.put(name, value);
            return new Scope(inside, body, seen).fates();
        }

        private Fate repetition(JsonNode step, String key) {
            boolean until = step.path("while_mode").asString().equals("until");
            JsonNode body = step.path("while_body_steps");
            JsonNode prev = NullNode.getInstance();
            ObjectNode result = Json.object("{iterations: []}");
            ArrayNode iterations = result.withArray("iterations");
            String reason = "max_iterations";
            for (int i = 0; i < step.path("while_max_iterations").intValue() && !reason.equals("condition_met"); i++) {
                var turn = turn(body, key + "#" + i + "#", "prev", prev);
                if (anyFailed(turn)) {
                    return FAILED;
                }
                JsonNode first = turn.get("b0").result();
                prev = first;
                iterations.addObject().put("index", i).set("result", output(body, turn));
                reason = until && first.path("odd").asBoolean(false) ? "condition_met" : reason;
            }
            result.put("iteration_count", iterations.size()).put("stopped_reason", reason);
            result.set("last", iterations.get(iterations.size() - 1).path("result"));
            return passed(result);
        }

        private ObjectNode asked(JsonNode template) {
            ObjectNode asked = Json.object("{x: []}");
            template.path("x").forEach(read -> asked.withArray("x").add(read(read.asString())));
            return asked;
        }

        private String text(JsonNode step) {
            return Stream.of(step.path("prompt").asString().split("(?=\\{\\{)|(?<=\\}\\})"))
                    .map(part -> part.startsWith("{{") ? Templates.text(read(part)) : part)
                    .reduce("", String::concat);
        }

        private JsonNode read(String template) {
            String[] path = template.replaceAll("[{}]", "").split("\\.");
            return switch (path[0]) {
                case "input" -> input.path(path[1]);
                case "item" -> around.get("item");
                case "while" ->
                    around.get("prev").isNull()
                            ? around.get("prev")
                            : around.get("prev").path(path[3]);
                default ->
                    Optional.ofNullable(fates.get(path[1]))
                            .map(Fate::result)
                            .or(() -> Optional.ofNullable(around.get(path[1])))
                            .<JsonNode>map(result -> result.isNull() ? result : result.path(path[3]))
                            .orElseThrow();
            };
        }
    }

    static boolean anyFailed(Map<String, Fate> fates) {
        return fates.values().stream().anyMatch(fate -> fate.end() == End.FAILED);
    }
}
