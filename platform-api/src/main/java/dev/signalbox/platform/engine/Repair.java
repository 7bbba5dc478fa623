package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.RunEvent.Type;
import dev.signalbox.platform.engine.Visit.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What changes when a person corrects a value that a run on its way has captured: every visit that was made with the old value is
 * set back, as if it had never begun, and the run enters its next generation. See ADR 51.
 *
 * @param replaced visits that count no longer, as they were
 * @param withdrawn those of them that were under way, as they end
 * @param progress what is written in their place: the corrected visit and results that were given, and what readers are told
 * @param again steps that had begun and begin anew
 * @param unknown calls under way among them, of which nobody knows whether they take effect
 * @param input of the run from now on
 * @param edits what people changed in the context, without what was corrected or is run again
 */
public record Repair(
        List<Visit> replaced,
        List<Visit> withdrawn,
        Progress progress,
        List<Again> again,
        List<StepKey> unknown,
        ObjectNode input,
        ObjectNode edits) {

    /** What is corrected. */
    public sealed interface Change {

        /** The result of a step that has completed, whole. */
        record Result(StepKey step, JsonNode value) implements Change {}

        /** Members of the run's input; the others stay. */
        record Input(ObjectNode members) implements Change {}
    }

    /** @param results of steps that would run again and do not, because their outcome is known otherwise */
    public record Wish(Change change, String reason, Map<String, ObjectNode> results) {}

    public static Repair of(Graph graph, Journal journal, RunInfo run, Wish wish, Instant at) {
        var correction = Correction.of(graph, journal, run, wish.change());
        var inside = Reopening.of(graph, journal, run.generation() + 1, correction.step(), at);
        return new Plan(graph, journal, run, wish, at, correction, inside).make();
    }

    public Repair with(Progress other) {
        return new Repair(replaced, withdrawn, other, again, unknown, input, edits);
    }

    /** The value was right already. */
    public boolean changesNothing() {
        return progress.events().isEmpty();
    }

    private record Plan(
            Graph graph, Journal journal, RunInfo run, Wish wish, Instant at, Correction correction, Reopening inside) {

        Repair make() {
            if (correction.changesNothing()) {
                return new Repair(
                        List.of(), List.of(), Progress.NONE, List.of(), List.of(), run.input(), journal.edits());
            }
            var setBack = setBack();
            var again = again();
            List<Visit> replaced = new ArrayList<>(setBack);
            replaced.addAll(inside.closed());
            correction.corrected().flatMap(now -> journal.visit(now.key())).ifPresent(replaced::add);
            List<Visit> withdrawn = setBack.stream()
                    .filter(visit -> !visit.status().ended())
                    .map(visit -> visit.cancelled(Reason.RUN_REPAIRED, at))
                    .toList();
            return new Repair(
                    replaced,
                    withdrawn,
                    progress(withdrawn, again),
                    again,
                    unknown(setBack),
                    correction.input(),
                    edits(setBack));
        }

        /** With all turns of loops that run again. */
        private List<Visit> setBack() {
            return Stream.concat(
                            inside.setBack().stream(),
                            journal.visits().values().stream()
                                    .filter(visit ->
                                            correction.reaches(visit.key().outermost())))
                    .sorted(Comparator.comparing(Visit::key))
                    .toList();
        }

        /** Those inside first; of a loop that runs again as a whole, the loop alone. */
        private List<Again> again() {
            return begun().filter(key -> !isGiven(key))
                    .map(key -> new Again(key, isTop(key) ? correction.why(key.value()) : Again.Why.UPSTREAM))
                    .toList();
        }

        private Stream<StepKey> begun() {
            return Stream.concat(
                    inside.again().stream(),
                    graph.steps().stream()
                            .filter(step -> correction.reaches(step.id()))
                            .map(step -> StepKey.of(step.id()))
                            .filter(key -> journal.visit(key).isPresent()));
        }

        private static boolean isTop(StepKey key) {
            return key.around() == null;
        }

        private List<Visit> given() {
            return begun().filter(key -> wish.results().containsKey(key.value()))
                    .map(key -> Visit.given(
                            key,
                            run.generation() + 1,
                            Objects.requireNonNull(wish.results().get(key.value())),
                            at))
                    .toList();
        }

        private Progress progress(List<Visit> withdrawn, List<Again> again) {
            var given = given();
            List<Visit> visits = new ArrayList<>(given);
            visits.addAll(inside.open());
            correction.corrected().ifPresent(visits::add);
            List<RunEvent> events = new ArrayList<>();
            events.add(told(again, given));
            withdrawn.stream()
                    .filter(visit -> visit.key().isStep())
                    .forEach(
                            visit -> events.add(Events.cancelled(visit.key(), Reason.RUN_REPAIRED, correction.step())));
            given.forEach(visit -> events.add(Events.completed(visit).with("given", true)));
            return new Progress(visits, events);
        }

        private RunEvent told(List<Again> again, List<Visit> given) {
            ArrayNode repeated = JsonNodeFactory.instance.arrayNode();
            again.forEach(one -> repeated.addObject()
                    .put("step_id", one.stepId().value())
                    .put("because", one.because().wire()));
            ArrayNode stated = JsonNodeFactory.instance.arrayNode();
            given.forEach(visit -> stated.add(visit.key().value()));
            return new RunEvent(Type.RUN_REPAIRED, correction.step(), JsonNodeFactory.instance.objectNode())
                    .with("reason", wish.reason())
                    .with("before", correction.before())
                    .with("after", correction.after())
                    .with("generation", run.generation() + 1)
                    .with("run_again", repeated)
                    .with("given_steps", stated);
        }

        private List<StepKey> unknown(List<Visit> setBack) {
            return setBack.stream()
                    .filter(visit -> visit.status() == Visit.Status.RUNNING)
                    .map(Visit::key)
                    .filter(key -> !isGiven(key))
                    .filter(this::acts)
                    .map(StepKey::whole)
                    .distinct()
                    .toList();
        }

        private boolean acts(StepKey key) {
            return graph.step(key) instanceof Step.McpCall || key.isCall();
        }

        private ObjectNode edits(List<Visit> setBack) {
            var replaced = Stream.concat(setBack.stream(), inside.closed().stream())
                    .map(visit -> visit.key().value())
                    .collect(Collectors.toSet());
            correction.corrected().ifPresent(visit -> replaced.add(visit.key().value()));
            return correction.withoutEdits(RunContext.withoutEdits(journal.edits(), replaced::contains));
        }

        /** Itself, or a loop around it. */
        private boolean isGiven(StepKey key) {
            return wish.results().keySet().stream()
                    .map(StepKey::of)
                    .anyMatch(given -> given.equals(key) || key.isInside(given));
        }
    }
}
