package dev.signalbox.platform.engine;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code {input, steps: {id: {input, result}}}}: what templates and scripts read, and people see and edit. */
public final class RunContext {

    private RunContext() {}

    public static ObjectNode of(RunInfo run, Journal journal) {
        ObjectNode steps = JsonNodeFactory.instance.objectNode();
        journal.visits().values().stream()
                .filter(visit -> visit.key().isStep())
                .sorted(java.util.Comparator.comparing(Visit::key))
                .forEach(visit -> steps.set(visit.key().value(), of(visit)));
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("input", run.input());
        context.set("steps", steps);
        return journal.edits().isEmpty() ? context : (ObjectNode) merge(context, journal.edits());
    }

    /** The input as people have left it. */
    static JsonNode input(Look look) {
        JsonNode edit = look.journal().edits().get("input");
        return edit == null ? look.run().input() : merge(look.run().input(), edit);
    }

    /** One step as people have left it. */
    static JsonNode step(Look look, Visit visit) {
        JsonNode edit = look.journal().edits().path("steps").get(visit.key().value());
        return edit == null ? of(visit) : merge(of(visit), edit);
    }

    /**
     * The edits with one more; a part may be {@code input} or {@code steps.<id>.result} of a step that has completed.
     *
     * @throws IllegalArgumentException with a sentence for the person who edits, when anything else is touched
     */
    public static ObjectNode edit(Journal journal, ObjectNode edit) {
        for (var part : edit.properties()) {
            switch (part.getKey()) {
                case "input" -> require(part.getValue().isObject(), "input must be an object");
                case "steps" ->
                    part.getValue().properties().forEach(step -> check(journal, step.getKey(), step.getValue()));
                default -> throw new IllegalArgumentException("A context has input and steps, not " + part.getKey());
            }
        }
        return (ObjectNode) merge(journal.edits(), edit);
    }

    /** The edits without those of some steps: what is run again is read as it then turns out. */
    static ObjectNode withoutEdits(ObjectNode edits, Predicate<String> stepId) {
        ObjectNode left = edits.deepCopy();
        if (left.get("steps") instanceof ObjectNode steps) {
            steps.propertyNames().stream().filter(stepId).toList().forEach(steps::remove);
        }
        return left;
    }

    private static void check(Journal journal, String stepId, JsonNode edit) {
        boolean completed = journal.visit(StepKey.of(stepId))
                .filter(visit -> visit.status() == Visit.Status.COMPLETED)
                .isPresent();
        require(completed, "Step " + stepId + " has no result to edit: it has not completed");
        require(
                edit.isObject() && edit.size() == 1 && edit.has("result"),
                "Of step " + stepId + " only the result can be edited");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static ObjectNode of(Visit visit) {
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.set("input", visit.input());
        step.set("result", visit.result());
        step.put("status", visit.status().wire());
        if (visit.reason() != null) {
            step.put("reason", visit.reason().wire());
        }
        return step;
    }

    /** RFC 7396, except that null is a value: an edit sets things, it does not make them vanish. */
    private static JsonNode merge(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode base) || !(above instanceof ObjectNode over)) {
            return above;
        }
        ObjectNode merged = base.deepCopy();
        over.properties().forEach(part -> {
            JsonNode old = merged.get(part.getKey());
            merged.set(part.getKey(), old == null ? part.getValue() : merge(old, part.getValue()));
        });
        return merged;
    }
}
