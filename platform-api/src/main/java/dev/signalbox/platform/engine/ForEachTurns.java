package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A turn for each item, some of them side by side. A turn that fails is an error in the result, and the others go on. */
final class ForEachTurns extends Turns {

    private final Step.ForEach loop;
    private final JsonNode items;

    ForEachTurns(Scope scope, Step.ForEach loop, Visit visit, Consumer<Scope> inside, Found found) {
        super(scope, loop, visit, inside, found);
        this.loop = loop;
        this.items = items(visit);
    }

    /** As they were when the loop began. */
    static JsonNode items(Scope around, Step.Loop loop) {
        return around.visit(loop.id()).map(ForEachTurns::items).orElseGet(JsonNodeFactory.instance::missingNode);
    }

    private static JsonNode items(Visit visit) {
        return visit.input() == null
                ? JsonNodeFactory.instance.missingNode()
                : visit.input().path("items");
    }

    /** The first turns that are not through are the open ones: one that began stays among them until it ends. */
    @Override
    void goOn() {
        List<Scope> open = new ArrayList<>();
        for (int index = 0; index < items.size() && open.size() < loop.maxParallel(); index++) {
            if (told(index).isEmpty()) {
                open.add(turn(index));
            }
        }
        var fatal = open.stream()
                .flatMap(turn -> turn.firstFailed().stream())
                .map(failed -> Objects.requireNonNull(failed.failure()))
                .filter(failure -> failure.code().endsTheRun())
                .findFirst();
        if (fatal.isPresent()) {
            fail(fatal.get());
        } else if (open.isEmpty()) {
            complete(result());
        } else {
            open.forEach(this::goOn);
        }
    }

    private void goOn(Scope turn) {
        var failed = turn.firstFailed();
        if (failed.isPresent()) {
            broken(turn, failed.get());
        } else if (turn.isThrough()) {
            StepKey key = turn.turn().key();
            ObjectNode told = JsonNodeFactory.instance.objectNode();
            told.set("result", turn.output());
            found.add(new Decision.Record(key, Progress.of(turnVisit(key).completed(told, now()))));
        } else {
            walkInside(turn);
        }
    }

    private void broken(Scope turn, Visit failed) {
        StepKey key = turn.turn().key();
        var cut = Cut.inside(scope.look(), failed.key());
        cut.turn(turn);
        cut.visits.add(turnVisit(key).failed(Objects.requireNonNull(failed.failure()), now()));
        found.add(new Decision.Record(key, new Progress(cut.visits, cut.events)));
    }

    private ObjectNode result() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("count", items.size()).put("max_parallel", loop.maxParallel());
        ArrayNode results = result.putArray("results");
        for (int index = 0; index < items.size(); index++) {
            results.add(entry(index, told(index).orElseThrow()));
        }
        return result;
    }

    private static ObjectNode entry(int index, Visit turn) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("index", index);
        if (turn.status() == Status.FAILED) {
            Failure failure = Objects.requireNonNull(turn.failure());
            entry.putObject("error").put("code", failure.code().name()).put("message", failure.message());
        } else {
            entry.set("result", result(turn));
        }
        return entry;
    }
}
