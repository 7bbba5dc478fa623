package dev.signalbox.platform.engine;

import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the fields of loops, and the steps inside. */
record LoopFields(Step.Shared common, Fields fields, BodyReader bodies) {

    private static final int MOST_PARALLEL = 100;
    private static final int PARALLEL = 10;

    Step forEach() {
        JsonNode items = fields.any("for_each_items");
        if (items == null) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    "for_each_items",
                    "for_each_items is missing",
                    "Write a list, or a template of one such as {{input.orders}}.");
        } else if (!items.isArray() && !items.isString()) {
            fields.wrong("for_each_items", "a list, or a template of one");
        }
        return new Step.ForEach(
                common,
                items == null ? JsonNodeFactory.instance.arrayNode() : items,
                fields.number("for_each_max_parallel", PARALLEL, 1, MOST_PARALLEL),
                bodies.read(fields, "for_each_body_steps"));
    }

    Step repetition() {
        JsonNode condition = fields.any("while_condition");
        String script = fields.text("while_eval_script");
        if (condition == null && script == null) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    "while_condition",
                    "one of while_condition and while_eval_script says when the loop ends",
                    "while_condition is a template; while_eval_script is Lua and returns true or false.");
        }
        if (fields.any("while_max_iterations") == null) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    "while_max_iterations",
                    "while_max_iterations is missing",
                    "Say after how many turns the loop ends in any case.");
        }
        return new Step.While(
                common,
                mode(),
                fields.number("while_max_iterations", 1, 1, Step.Loop.MOST_TURNS),
                condition,
                script,
                bodies.read(fields, "while_body_steps"));
    }

    private Step.While.Mode mode() {
        String wire = fields.text("while_mode", "while");
        return Stream.of(Step.While.Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(wire))
                .findFirst()
                .orElseGet(() -> {
                    fields.wrong("while_mode", "while or until");
                    return Step.While.Mode.WHILE;
                });
    }
}
