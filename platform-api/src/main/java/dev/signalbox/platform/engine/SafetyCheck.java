package dev.signalbox.platform.engine;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Data from outside that steers an action on the outside, with nobody in between to look at it. A loop counts as one step: it acts
 * when a step inside does that nobody inside looks after, and it brings in what a step inside brings in.
 */
final class SafetyCheck {

    private final Draft draft;
    private final Set<Step> actors;
    private final BitSet entries = new BitSet();
    private final BitSet tasks = new BitSet();
    private final Map<String, BitSet> upstream = new HashMap<>();

    /** @param actors the calls that do more than read, wherever they stand */
    SafetyCheck(Draft draft, Set<Step> actors) {
        this.draft = draft;
        this.actors = actors;
        for (Step step : draft.graph().steps()) {
            int position = draft.graph().position(step.id());
            entries.set(position, bringsIn(step));
            tasks.set(position, step instanceof Step.HumanTask);
        }
    }

    void run() {
        for (Step step : draft.graph().steps()) {
            sources(step).stream()
                    .filter(source -> isForeign(source) && !isLookedAt(source, step))
                    .findFirst()
                    .ifPresent(source -> warn(step, source));
            if (step instanceof Step.Loop loop) {
                new SafetyCheck(draft.inside(loop), actors).run();
            }
        }
    }

    private static boolean bringsIn(Step step) {
        return isEntry(step)
                || (step instanceof Step.Loop loop && loop.body().all().anyMatch(SafetyCheck::isEntry));
    }

    /** What steers the actions of a step; nothing when it has none. */
    private Set<String> sources(Step step) {
        if (actors.contains(step)) {
            return References.steps(step);
        }
        if (!(step instanceof Step.Loop loop)) {
            return Set.of();
        }
        var inside = new SafetyCheck(draft.inside(loop), actors);
        var unwatched = inside.unwatched().toList();
        if (unwatched.isEmpty()) {
            return Set.of();
        }
        Set<String> sources = new HashSet<>(References.steps(loop));
        unwatched.forEach(actor -> sources.addAll(inside.sources(actor)));
        sources.removeIf(id ->
                loop.body().find(id).isPresent() && !References.steps(loop).contains(id));
        return sources;
    }

    private Stream<Step> unwatched() {
        return draft.graph().steps().stream()
                .filter(step -> actors.contains(step) || !sources(step).isEmpty())
                .filter(step -> !upstream(step.id()).intersects(tasks));
    }

    /** What came from outside, directly or shaped by a script or a model. */
    private boolean isForeign(String source) {
        return draft.graph()
                .find(source)
                .filter(step ->
                        bringsIn(step) || (shapes(step) && upstream(source).intersects(entries)))
                .isPresent();
    }

    /** Whose result others wrote: systems that are asked, those that send signals, whoever is guided, and other workflows. */
    private static boolean isEntry(Step step) {
        return switch (step) {
            case Step.McpCall _, Step.Signal _, Step.Guided _, Step.WorkflowCall _ -> true;
            case Step.AgentCall agent -> !agent.tools().isEmpty();
            case Step.HumanTask _, Step.LuaScript _, Step.Delay _, Step.Switch _, Step.LlmCall _, Step.Loop _ -> false;
        };
    }

    private static boolean shapes(Step step) {
        return step instanceof Step.LuaScript || step instanceof Step.LlmCall || step instanceof Step.AgentCall;
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
                step instanceof Step.Loop ? step.common().type().wire() + "_body_steps" : "tool_args",
                "it acts on the outside with what %s brought in, and nobody looks at it first.".formatted(source),
                "Put a human_task between them, if what comes in cannot be trusted.");
    }
}
