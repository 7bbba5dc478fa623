package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must come of a graph when nothing is ever cut short: step by step in order, without time, journal or attempts. */
final class ReferenceModel {

    record Fate(Status status, Reason reason, int attempt) {}

    /** How a step behaves: how often it fails before it succeeds, and the flag in its result. */
    record Behaviour(int failures, boolean flag) {}

    private final Map<String, Fate> fates = new HashMap<>();
    private final Map<String, Behaviour> behaviours;
    private final JsonNode input;
    private final Set<String> triggered;
    private final Set<String> excluded;
    private final List<ObjectNode> steps;

    ReferenceModel(
            List<ObjectNode> steps,
            Map<String, Behaviour> behaviours,
            JsonNode input,
            Set<String> triggered,
            Set<String> excluded) {
        this.steps = steps;
        this.behaviours = behaviours;
        this.input = input;
        this.triggered = triggered;
        this.excluded = excluded;
        steps.forEach(step -> fates.put(step.path("id").asString(), fate(step)));
    }

    Map<String, Fate> fates() {
        return fates;
    }

    boolean anyFails() {
        return fates.values().stream().anyMatch(fate -> fate.status() == Status.FAILED);
    }

    boolean anyTerminal() {
        return steps.stream()
                .anyMatch(step -> step.path("terminal").asBoolean(false)
                        && fates.get(step.path("id").asString()).status() == Status.COMPLETED);
    }

    private Fate fate(ObjectNode step) {
        String id = step.path("id").asString();
        List<ObjectNode> gates = gates(id);
        List<String> before = new ArrayList<>();
        step.path("depends_on").forEach(dependency -> before.add(dependency.asString()));
        if (!gates.isEmpty()) {
            if (gates.stream().noneMatch(gate -> leadsTo(gate, id))) {
                return skipped(Reason.NOT_TAKEN);
            }
        } else if (before.isEmpty()) {
            if (step.path("no_auto_start").asBoolean(false) && !triggered.contains(id)) {
                return skipped(Reason.NOT_TAKEN);
            }
        } else if (before.stream().noneMatch(this::passed)) {
            return skipped(fates.get(before.getFirst()).reason());
        }
        if (!step.path("enabled").asBoolean(true) || excluded.contains(id)) {
            return skipped(Reason.STEP_DISABLED);
        }
        if (step.has("condition") && leadsNowhere(step.path("condition").asString())) {
            return new Fate(Status.FAILED, null, 1);
        }
        if (step.has("condition") && !holds(step.path("condition").asString())) {
            return skipped(Reason.CONDITION_FALSE);
        }
        return done(step, behaviours.get(id));
    }

    private Fate done(ObjectNode step, Behaviour behaviour) {
        boolean canFail = !Set.of("switch", "delay").contains(step.path("type").asString());
        int failures = canFail ? behaviour.failures() : 0;
        int retries = step.path("retry_count").asInt(0);
        return failures > retries
                ? new Fate(Status.FAILED, null, retries + 1)
                : new Fate(Status.COMPLETED, null, failures + 1);
    }

    private List<ObjectNode> gates(String id) {
        return steps.stream()
                .filter(step -> step.path("type").asString().equals("switch"))
                .filter(step -> names(step.path("default"), id)
                        || names(step.path("cases").path("a"), id)
                        || names(step.path("cases").path("b"), id))
                .toList();
    }

    private boolean leadsTo(ObjectNode gate, String id) {
        if (fates.get(gate.path("id").asString()).status() != Status.COMPLETED) {
            return false;
        }
        String kind = input.path("kind").asString();
        return names(gate.path("cases").has(kind) ? gate.path("cases").path(kind) : gate.path("default"), id);
    }

    /** Timers and switches have results without a flag. */
    private boolean leadsNowhere(String condition) {
        return condition.startsWith("{{steps.")
                && fates.get(source(condition)).status() == Status.COMPLETED
                && !flagged(source(condition));
    }

    private boolean holds(String condition) {
        if (condition.equals("{{input.flag}}")) {
            return input.path("flag").asBoolean();
        }
        String id = source(condition);
        return fates.get(id).status() == Status.COMPLETED && behaviours.get(id).flag();
    }

    private static String source(String condition) {
        return condition.substring("{{steps.".length(), condition.indexOf(".result"));
    }

    private boolean flagged(String id) {
        ObjectNode source = steps.get(Integer.parseInt(id.substring(1)));
        return !Set.of("switch", "delay").contains(source.path("type").asString());
    }

    private boolean passed(String id) {
        Fate fate = fates.get(id);
        return fate.status() == Status.COMPLETED || fate.reason() == Reason.STEP_DISABLED;
    }

    private static boolean names(JsonNode targets, String id) {
        for (JsonNode target : targets) {
            if (target.asString().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private static Fate skipped(Reason reason) {
        return new Fate(Status.SKIPPED, reason, 0);
    }
}
