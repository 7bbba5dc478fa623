package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Template.Reference;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what a template takes from the loop around it is there. */
record LoopReferenceCheck(Draft draft, Step step, Set<String> upstream) {

    void check(String field, Reference reference) {
        boolean there =
                switch (reference.root()) {
                    case "item", "foreach" -> loops().anyMatch(Step.ForEach.class::isInstance);
                    case "while" -> loops().anyMatch(Step.While.class::isInstance);
                    default -> loops().findAny().isPresent();
                };
        if (!there) {
            outside(field, reference);
        } else if (reference.root().equals("body") && reference.path().size() > 1) {
            body(field, reference, reference.path().get(1));
        } else if (reference.root().equals("while") && reference.path().size() > 1) {
            turn(field, reference);
        }
    }

    private Stream<Step.Loop> loops() {
        return draft.loops().stream();
    }

    private void body(String field, Reference reference, String id) {
        if (draft.graph().find(id).isEmpty()) {
            unknown(field, reference);
        } else if (!upstream.contains(id)) {
            draft.error(
                    IssueCode.REFERENCE_NOT_UPSTREAM,
                    step,
                    field,
                    "%s refers to a step that may not have run yet.".formatted(reference),
                    "Add %s to depends_on of %s, or of a step before it.".formatted(id, step.id()));
        }
    }

    /** Of the nearest while loop: {@code iteration}, or a step of the turn before. */
    private void turn(String field, Reference reference) {
        Graph turns = loops().filter(Step.While.class::isInstance)
                .findFirst()
                .map(Step.Loop::body)
                .orElseThrow();
        String part = reference.path().get(1);
        boolean known = part.equals("iteration")
                || (part.equals("prev")
                        && (reference.path().size() == 2
                                || turns.find(reference.path().get(2)).isPresent()));
        if (!known) {
            unknown(field, reference);
        }
    }

    private void outside(String field, Reference reference) {
        draft.error(
                IssueCode.REFERENCE_OUTSIDE_LOOP,
                step,
                field,
                "%s exists only inside of a loop.".formatted(reference),
                "Move the step into the body of a for_each or while step.");
    }

    private void unknown(String field, Reference reference) {
        draft.error(
                IssueCode.REFERENCE_UNKNOWN_STEP,
                step,
                field,
                "%s refers to nothing in the body of the loop.".formatted(reference),
                "Write {{body.<step>.name}} for a step of this turn, {{while.prev.<step>.name}} for one of the turn before.");
    }
}
