package dev.signalbox.platform.engine;

import java.util.Comparator;

/**
 * How often a run may ask a model, since that is what it costs. Prices belong to the operator and are not known here, so questions
 * are what is told. Further attempts are left out, and so is what called workflows ask.
 */
record CostCheck(Draft draft) {

    static final int MANY = 1_000;

    void run() {
        long all = questions(draft.graph());
        if (all > MANY) {
            Step dearest = draft.graph().steps().stream()
                    .max(Comparator.comparingLong(CostCheck::questions))
                    .orElseThrow();
            draft.warning(
                    IssueCode.COST_HIGH,
                    dearest,
                    field(dearest),
                    "a run may ask models up to %d times, most of them here.".formatted(all),
                    "Bound the list before the loop, or allow fewer turns. A list that a template brings counts as %d items."
                            .formatted(Step.Loop.MOST_TURNS));
        }
    }

    /** A run that has visited its most steps fails, so that no product of loops goes beyond. */
    private static long questions(Graph graph) {
        long all = graph.steps().stream().mapToLong(CostCheck::questions).sum();
        return Math.min(all, Walk.MOST_VISITS);
    }

    private static long questions(Step step) {
        return step.common().enabled()
                ? switch (step) {
                    case Step.LlmCall _ -> 1;
                    case Step.AgentCall agent -> agent.maxTurns();
                    case Step.ForEach loop -> items(loop) * questions(loop.body());
                    case Step.While loop -> loop.maxIterations() * questions(loop.body());
                    case Step.McpCall _,
                            Step.HumanTask _,
                            Step.LuaScript _,
                            Step.Guided _,
                            Step.Switch _,
                            Step.Delay _,
                            Step.Signal _,
                            Step.WorkflowCall _ -> 0;
                }
                : 0;
    }

    private static long items(Step.ForEach loop) {
        return loop.items().isArray() ? loop.items().size() : Step.Loop.MOST_TURNS;
    }

    private static String field(Step step) {
        return switch (step) {
            case Step.ForEach _ -> "for_each_items";
            case Step.While _ -> "while_max_iterations";
            case Step.AgentCall _ -> "max_turns";
            case Step _ -> "type";
        };
    }
}
