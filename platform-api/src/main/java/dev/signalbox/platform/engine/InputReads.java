package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Template.Malformed;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which members of the input a step reads, by its text: a loop reads what its body reads.
 *
 * @param all it may read any of them
 */
record InputReads(boolean all, Set<String> members) {

    /** A script has the whole input in its hands, also by way of the table of its globals. */
    private static final Pattern IN_SCRIPT = Pattern.compile("\\b(input|_G|_ENV)\\b");

    static InputReads of(Step step) {
        var members = new HashSet<String>();
        boolean all = collect(step, members);
        return new InputReads(all, members);
    }

    boolean readsAny(Set<String> wanted) {
        return all ? !wanted.isEmpty() : wanted.stream().anyMatch(members::contains);
    }

    private static boolean collect(Step step, Set<String> members) {
        boolean all = script(step);
        for (JsonNode field : StepTemplates.of(step).values()) {
            all |= collect(field, members);
        }
        if (step instanceof Step.While loop && loop.condition() != null) {
            all |= collect(loop.condition(), members);
        }
        if (step instanceof Step.Loop loop) {
            for (Step inner : loop.body().steps()) {
                all |= collect(inner, members);
            }
        }
        return all;
    }

    private static boolean script(Step step) {
        return switch (step) {
            case Step.LuaScript script -> IN_SCRIPT.matcher(script.script()).find();
            case Step.While loop ->
                loop.evalScript() != null
                        && IN_SCRIPT.matcher(loop.evalScript()).find();
            case Step.McpCall _,
                    Step.HumanTask _,
                    Step.Delay _,
                    Step.Switch _,
                    Step.LlmCall _,
                    Step.AgentCall _,
                    Step.Guided _,
                    Step.Signal _,
                    Step.WorkflowCall _,
                    Step.ForEach _ -> false;
        };
    }

    private static boolean collect(JsonNode value, Set<String> members) {
        boolean all = false;
        if (value.isContainer()) {
            for (JsonNode item : value) {
                all |= collect(item, members);
            }
        } else if (value.isString()) {
            all = collect(value.stringValue(), members);
        }
        return all;
    }

    private static boolean collect(String text, Set<String> members) {
        boolean all = false;
        try {
            for (var reference : Template.parse(text).references()) {
                if (reference.root().equals("input")) {
                    all |= reference.path().size() == 1;
                    reference.path().stream().skip(1).limit(1).forEach(members::add);
                }
            }
        } catch (Malformed _) {
            // A template that cannot be parsed reads nothing: its step fails.
        }
        return all;
    }
}
