package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether every step can be reached, and only forwards. */
record WiringCheck(Draft draft) {

    void run() {
        for (Step step : draft.graph().steps()) {
            dependencies(step);
            if (step instanceof Step.Switch choice) {
                targets(choice);
            }
        }
        new Cycles().run();
        if (draft.around() == null) {
            starts();
        } else {
            draft.graph().steps().stream()
                    .filter(step -> step.common().noAutoStart())
                    .forEach(this::neverStarts);
        }
    }

    private void dependencies(Step step) {
        for (String id : step.common().dependsOn()) {
            if (draft.graph().find(id).isEmpty()) {
                draft.error(
                        IssueCode.DEPENDENCY_UNKNOWN,
                        step,
                        "depends_on",
                        "it depends on %s, which does not exist.".formatted(id),
                        "Name a step of this graph, or remove it from depends_on.");
            }
        }
    }

    private void targets(Step.Switch choice) {
        for (String target : choice.targets()) {
            if (draft.graph().find(target).isEmpty()) {
                draft.error(
                        IssueCode.SWITCH_TARGET_UNKNOWN,
                        choice,
                        "cases",
                        "it leads to %s, which does not exist.".formatted(target),
                        "Name a step of this graph.");
            }
        }
    }

    private void starts() {
        boolean roots = draft.graph().steps().stream()
                .anyMatch(step ->
                        draft.graph().before(step).isEmpty() && !step.common().noAutoStart());
        if (!roots && !draft.graph().steps().isEmpty()) {
            draft.warning(
                    IssueCode.NEVER_STARTS,
                    "steps",
                    "No step starts by itself: every run must name one in trigger_steps.",
                    "Remove no_auto_start from a step without depends_on, if runs should start by themselves.");
        }
    }

    private void neverStarts(Step step) {
        draft.warning(
                IssueCode.NEVER_STARTS,
                step,
                "no_auto_start",
                "inside of a loop nothing can name it in trigger_steps, so it is always skipped.",
                "Remove no_auto_start, or the step.");
    }

    /** Depth first, telling each circle once: a thousand steps in a row are too deep for calls, so the way is kept by hand. */
    private final class Cycles {

        private static final int MOST_TOLD = 10;

        private final Set<String> done = new HashSet<>();
        private final Set<String> underWay = new HashSet<>();
        private int told;

        void run() {
            draft.graph().steps().forEach(step -> from(step.id()));
        }

        private void from(String start) {
            List<String> way = new ArrayList<>();
            List<List<String>> open = new ArrayList<>();
            enter(start, way, open);
            while (!way.isEmpty()) {
                List<String> rest = open.getLast();
                if (rest.isEmpty()) {
                    open.removeLast();
                    String left = way.removeLast();
                    underWay.remove(left);
                    done.add(left);
                } else {
                    enter(rest.removeLast(), way, open);
                }
            }
        }

        private void enter(String id, List<String> way, List<List<String>> open) {
            if (underWay.contains(id)) {
                tell(way.subList(way.indexOf(id), way.size()));
            } else if (!done.contains(id)) {
                underWay.add(id);
                way.add(id);
                open.add(draft.graph()
                        .find(id)
                        .map(step -> new ArrayList<>(draft.graph().before(step)))
                        .orElseGet(ArrayList::new));
            }
        }

        private void tell(List<String> circle) {
            if (told++ >= MOST_TOLD) {
                return;
            }
            Step step = draft.graph().find(circle.getFirst()).orElseThrow();
            draft.error(
                    IssueCode.DEPENDENCY_CYCLE,
                    step,
                    "depends_on",
                    "it waits for itself: %s → %s.".formatted(String.join(" → ", circle), circle.getFirst()),
                    "Remove one of these dependencies.");
        }
    }
}
