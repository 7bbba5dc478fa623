package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Again.Why;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One corrected value: what it was, what it is, and which steps are reached by it.
 *
 * @param step whose result it is; null for the input
 * @param corrected the visit of that step, with the new result
 * @param input of the run from now on
 * @param members of the input that change
 * @param readers the steps that read these members
 * @param reached the readers, and all that follows them or the corrected step
 */
record Correction(
        Graph graph,
        @Nullable StepKey step,
        Optional<Visit> corrected,
        JsonNode before,
        JsonNode after,
        ObjectNode input,
        Set<String> members,
        BitSet readers,
        BitSet reached) {

    static Correction of(Graph graph, Journal journal, RunInfo run, Repair.Change change) {
        ObjectNode context = RunContext.of(run, journal);
        return switch (change) {
            case Repair.Change.Result result -> ofResult(graph, journal, run, context, result);
            case Repair.Change.Input input -> ofInput(graph, run, (ObjectNode) context.path("input"), input.members());
        };
    }

    private static Correction ofResult(
            Graph graph, Journal journal, RunInfo run, ObjectNode context, Repair.Change.Result result) {
        Visit visit = journal.visit(result.step()).orElseThrow();
        JsonNode before = context.path("steps").path(result.step().value()).path("result");
        var from = new BitSet();
        from.set(graph.position(result.step().outermost()));
        return new Correction(
                graph,
                result.step(),
                Optional.of(visit.corrected(result.value(), run.generation() + 1)),
                before,
                result.value(),
                run.input(),
                Set.of(),
                new BitSet(),
                following(graph, from));
    }

    private static Correction ofInput(Graph graph, RunInfo run, ObjectNode now, ObjectNode wanted) {
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        ObjectNode after = JsonNodeFactory.instance.objectNode();
        for (var member : wanted.properties()) {
            JsonNode old = now.get(member.getKey());
            if (old == null || !SameJson.is(old, member.getValue())) {
                before.set(member.getKey(), old);
                after.set(member.getKey(), member.getValue());
            }
        }
        ObjectNode input = run.input().deepCopy();
        input.setAll(after);
        Set<String> members = new TreeSet<>(after.propertyNames());
        BitSet readers = readers(graph, members);
        BitSet reached = following(graph, readers);
        reached.or(readers);
        return new Correction(graph, null, Optional.empty(), before, after, input, members, readers, reached);
    }

    private static BitSet readers(Graph graph, Set<String> members) {
        var readers = new BitSet();
        graph.steps().stream()
                .filter(step -> InputReads.of(step).readsAny(members))
                .forEach(step -> readers.set(graph.position(step.id())));
        return readers;
    }

    private static BitSet following(Graph graph, BitSet from) {
        var following = new BitSet();
        graph.steps().stream()
                .filter(step -> graph.upstreamOf(step.id()).intersects(from))
                .forEach(step -> following.set(graph.position(step.id())));
        return following;
    }

    boolean changesNothing() {
        return corrected.isPresent() ? SameJson.is(before, after) : members.isEmpty();
    }

    /** Whether the step of this id was made with the old value, or with what was made with it. */
    boolean reaches(String stepId) {
        return reached.get(graph.position(stepId));
    }

    Why why(String stepId) {
        return readers.get(graph.position(stepId)) ? Why.INPUT : Why.UPSTREAM;
    }

    /** A correction is what holds from now on: no earlier edit lies above it. */
    ObjectNode withoutEdits(ObjectNode edits) {
        if (edits.get("input") instanceof ObjectNode edited) {
            edited.remove(members);
        }
        return edits;
    }
}
