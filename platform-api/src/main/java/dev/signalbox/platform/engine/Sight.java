package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the templates and scripts of a scope see: {@code input}, {@code steps} and {@code run}, and inside of a loop its turn. A
 * step's id means the nearest step of that id, from the inside out.
 */
final class Sight {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Sight() {}

    /** Every step that has begun. */
    static ObjectNode all(Scope scope) {
        return of(scope, null);
    }

    /** Only what is upstream: a sibling's result may be there or not, and a script must not depend on such luck. */
    static ObjectNode upstreamOf(Scope scope, Step reader) {
        return of(scope, reader);
    }

    private static ObjectNode of(Scope scope, @Nullable Step reader) {
        ObjectNode sight = scope.isTop()
                ? top(scope.look())
                : of(scope.turn().outer(), reader == null ? null : scope.turn().loop());
        Set<String> upstream = reader == null ? null : scope.graph().upstream(reader.id());
        var steps = (ObjectNode) sight.path("steps");
        for (Step step : scope.graph().steps()) {
            steps.remove(step.id());
            if (upstream == null || upstream.contains(step.id())) {
                scope.visit(step.id()).ifPresent(visit -> steps.set(step.id(), RunContext.step(scope.look(), visit)));
            }
        }
        if (!scope.isTop()) {
            addTurn(sight, scope, upstream);
        }
        return sight;
    }

    private static ObjectNode top(Look look) {
        RunInfo run = look.run();
        ObjectNode sight = JSON.objectNode();
        sight.set("input", RunContext.input(look));
        sight.putObject("steps");
        sight.putObject("run")
                .put("id", run.runId())
                .put("external_id", run.externalId())
                .put("workflow_id", run.workflowId())
                .put("version", run.version());
        return sight;
    }

    private static void addTurn(ObjectNode sight, Scope scope, @Nullable Set<String> upstream) {
        var turn = scope.turn();
        sight.put("index", turn.index());
        sight.set("body", results(scope, upstream));
        ObjectNode loop = sight.putObject("loop").put("index", turn.index());
        switch (turn.loop()) {
            case Step.ForEach _ -> {
                JsonNode items = ForEachTurns.items(turn.outer(), turn.loop());
                JsonNode item = items.path(turn.index());
                sight.set("item", item);
                sight.putObject("foreach").put("index", turn.index()).set("item", item);
                loop.put("count", items.size()).set("item", item);
            }
            case Step.While repetition -> {
                JsonNode prev = turn.index() == 0
                        ? JSON.nullNode()
                        : results(turn.outer().inside(repetition, turn.index() - 1), null);
                sight.putObject("while").put("iteration", turn.index()).set("prev", prev);
                loop.put("iteration", turn.index()).set("prev", prev);
            }
        }
    }

    /** By step; of a skipped one null. */
    private static ObjectNode results(Scope scope, @Nullable Set<String> upstream) {
        ObjectNode results = JSON.objectNode();
        for (Step step : scope.graph().steps()) {
            if (upstream == null || upstream.contains(step.id())) {
                scope.visit(step.id())
                        .filter(visit -> visit.status() == Status.COMPLETED || visit.status() == Status.SKIPPED)
                        .ifPresent(visit -> results.set(
                                step.id(), RunContext.step(scope.look(), visit).path("result")));
            }
        }
        return results;
    }
}
