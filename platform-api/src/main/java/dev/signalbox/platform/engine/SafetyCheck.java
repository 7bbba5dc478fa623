package dev.signalbox.platform.engine;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Data from outside that steers an action on the outside, with nobody in between to look at it. */
final class SafetyCheck {

    private final Draft draft;
    private final Set<String> actors;
    private final BitSet calls = new BitSet();
    private final BitSet tasks = new BitSet();
    private final Map<String, BitSet> upstream = new HashMap<>();

    SafetyCheck(Draft draft, Set<String> actors) {
        this.draft = draft;
        this.actors = actors;
        for (Step step : draft.graph().steps()) {
            int position = draft.graph().position(step.id());
            calls.set(position, step instanceof Step.McpCall);
            tasks.set(position, step instanceof Step.HumanTask);
        }
    }

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
                        || (step instanceof Step.LuaScript && upstream(source).intersects(calls)))
                .isPresent();
    }

    private boolean isLookedAt(String source, Step step) {
        var between = (BitSet) upstream(step.id()).clone();
        between.and(tasks);
        int position = draft.graph().position(source);
        return draft.graph().steps().stream()
                .filter(task -> between.get(draft.graph().position(task.id())))
                .anyMatch(task -> upstream(task.id()).get(position));
    }

    private BitSet upstream(String id) {
        return upstream.computeIfAbsent(id, draft.graph()::upstreamOf);
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
