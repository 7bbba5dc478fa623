package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Status;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where steps stand: the whole graph, or one turn of a loop. Ids, and what a template refers to, mean something only here. */
final class Scope {

    private final Graph graph;
    private final Look look;
    private final @Nullable Turn turn;

    /** @param outer where the loop itself stands */
    record Turn(Scope outer, Step.Loop loop, int index) {

        StepKey loopKey() {
            return outer.key(loop.id());
        }

        StepKey key() {
            return loopKey().turn(index);
        }
    }

    private Scope(Graph graph, Look look, @Nullable Turn turn) {
        this.graph = graph;
        this.look = look;
        this.turn = turn;
    }

    static Scope top(Graph graph, Look look) {
        return new Scope(graph, look, null);
    }

    Scope inside(Step.Loop loop, int index) {
        return new Scope(loop.body(), look, new Turn(this, loop, index));
    }

    /** Where the step of this key stands; of a turn, the turn. Asked of the top. */
    Scope of(StepKey key) {
        String[] parts = key.value().split("#", -1);
        Scope scope = this;
        for (int i = 0; i + 1 < parts.length; i += 2) {
            if (!(scope.graph.find(parts[i]).orElse(null) instanceof Step.Loop loop)) {
                return scope;
            }
            scope = scope.inside(loop, Integer.parseInt(parts[i + 1]));
        }
        return scope;
    }

    Graph graph() {
        return graph;
    }

    Look look() {
        return look;
    }

    boolean isTop() {
        return turn == null;
    }

    Turn turn() {
        return Objects.requireNonNull(turn);
    }

    StepKey key(String stepId) {
        return turn == null ? StepKey.of(stepId) : turn.loopKey().inner(turn.index(), stepId);
    }

    Optional<Visit> visit(String stepId) {
        return look.journal().visit(key(stepId));
    }

    /** Whether every step has ended. */
    boolean isThrough() {
        return graph.steps().stream().allMatch(step -> visit(step.id())
                .map(Visit::status)
                .filter(Status::ended)
                .isPresent());
    }

    /** Whether this turn has been written down as ended. */
    boolean isClosed() {
        return look.journal()
                .visit(turn().key())
                .map(Visit::status)
                .filter(status -> status == Status.COMPLETED || status == Status.FAILED)
                .isPresent();
    }

    boolean hasBegun() {
        return graph.steps().stream().anyMatch(step -> visit(step.id()).isPresent());
    }

    Optional<Visit> firstFailed() {
        return graph.steps().stream()
                .flatMap(step -> visit(step.id()).stream())
                .filter(visit -> visit.status() == Status.FAILED)
                .min(byEnd());
    }

    static Comparator<Visit> byEnd() {
        return Comparator.comparing((Visit visit) -> Objects.requireNonNull(visit.endedAt()))
                .thenComparing(Visit::key);
    }

    /** The results of the steps that nothing comes after, by step. */
    ObjectNode output() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        for (Step step : graph.leaves()) {
            visit(step.id())
                    .filter(visit -> visit.status() == Status.COMPLETED)
                    .ifPresent(visit -> output.set(step.id(), result(visit)));
        }
        return output;
    }

    static JsonNode result(Visit visit) {
        JsonNode result = visit.result();
        return result == null ? JsonNodeFactory.instance.nullNode() : result;
    }
}
