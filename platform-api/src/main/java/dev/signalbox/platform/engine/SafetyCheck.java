package dev.signalbox.platform.engine;

import java.util.Set;

/** Data from outside that steers an action on the outside, with nobody in between to look at it. */
record SafetyCheck(Draft draft, Set<String> actors) {

    void run() {
        for (Step step : draft.graph().steps()) {
            if (actors.contains(step.id())) {
                TemplateCheck.sources(step).stream()
                        .filter(source -> isForeign(source) && !isLookedAt(source, step))
                        .findFirst()
                        .ifPresent(source -> warn(step, source));
            }
        }
    }

    /** What another connector answered, directly or shaped by a script. */
    private boolean isForeign(String source) {
        return draft.graph()
                .find(source)
                .filter(step -> step instanceof Step.McpCall
                        || (step instanceof Step.LuaScript
                                && draft.graph().upstream(source).stream().anyMatch(this::isCall)))
                .isPresent();
    }

    private boolean isCall(String id) {
        return draft.graph().find(id).filter(Step.McpCall.class::isInstance).isPresent();
    }

    private boolean isLookedAt(String source, Step step) {
        return draft.graph().upstream(step.id()).stream()
                .filter(id -> draft.graph()
                        .find(id)
                        .filter(Step.HumanTask.class::isInstance)
                        .isPresent())
                .anyMatch(id -> draft.graph().upstream(id).contains(source));
    }

    private void warn(Step step, String source) {
        draft.warning(
                IssueCode.NO_HUMAN_GATE,
                step,
                "tool_args",
                "it acts on the outside with what %s brought in, and nobody looks at it first.".formatted(source),
                "Put a human_task between them, if what comes in cannot be trusted.");
    }
}
