package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Step.While.Mode;
import dev.signalbox.platform.engine.Templates.Unresolved;
import dev.signalbox.platform.engine.Visit.Status;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One turn after the other. What the condition said is written down with the turn, so that it is asked once. */
final class WhileTurns extends Turns {

    private static final String HOLDS = "holds";

    private final Step.While loop;

    WhileTurns(Scope scope, Step.While loop, Visit visit, Consumer<Scope> inside, Found found) {
        super(scope, loop, visit, inside, found);
        this.loop = loop;
    }

    @Override
    void goOn() {
        int index = closed();
        if (index > 0 && loop.mode() == Mode.UNTIL && holds(told(index - 1).orElseThrow())) {
            complete(result(index, "condition_met"));
        } else if (index >= loop.maxIterations()) {
            complete(result(index, "max_iterations"));
        } else {
            goOn(turn(index), told(index).orElse(null));
        }
    }

    private void goOn(Scope turn, @Nullable Visit told) {
        boolean judged = told != null && told.status() == Status.WAITING;
        if (told != null && told.status() == Status.FAILED) {
            fail(Objects.requireNonNull(told.failure()));
        } else if (loop.mode() == Mode.WHILE && !judged) {
            judge(turn, told);
        } else if (loop.mode() == Mode.WHILE && !holds(Objects.requireNonNull(told))) {
            complete(result(turn.turn().index(), "condition_false"));
        } else {
            goThrough(turn, told);
        }
    }

    private void goThrough(Scope turn, @Nullable Visit told) {
        Optional<Visit> failed = turn.firstFailed();
        if (failed.isPresent()) {
            Failure failure = Objects.requireNonNull(failed.get().failure());
            fail(Failure.permanent(
                    failure.code(), "Step %s failed: %s".formatted(failed.get().key(), failure.message())));
        } else if (!turn.isThrough()) {
            walkInside(turn);
        } else if (loop.mode() == Mode.UNTIL && (told == null || told.status() != Status.WAITING)) {
            judge(turn, told);
        } else {
            close(turn, holds(Objects.requireNonNull(told)));
        }
    }

    /** By the script, outside of here; by the template at once. */
    private void judge(Scope turn, @Nullable Visit told) {
        if (loop.evalScript() != null) {
            found.add(Judging.of(turn, told != null));
            return;
        }
        try {
            boolean holds = new Templates(Judging.sight(turn)).truthy(Objects.requireNonNull(loop.condition()));
            StepKey key = turn.turn().key();
            if (loop.mode() == Mode.UNTIL) {
                close(turn, holds);
            } else if (holds) {
                found.add(new Decision.Record(key, Progress.of(turnVisit(key).judged(verdict(true)))));
            } else {
                complete(result(turn.turn().index(), "condition_false"));
            }
        } catch (Unresolved unresolved) {
            fail(Failure.permanent(FailureCode.TEMPLATE_FAILED, String.valueOf(unresolved.getMessage())));
        }
    }

    private void close(Scope turn, boolean holds) {
        StepKey key = turn.turn().key();
        ObjectNode told = verdict(holds);
        told.set("result", turn.output());
        found.add(new Decision.Record(key, Progress.of(turnVisit(key).completed(told, now()))));
    }

    static ObjectNode verdict(boolean holds) {
        return JsonNodeFactory.instance.objectNode().put(HOLDS, holds);
    }

    private static boolean holds(Visit turn) {
        JsonNode told = turn.result();
        return told != null && told.path(HOLDS).booleanValue();
    }

    /** Turns are taken in order, so the closed ones are the first. */
    private int closed() {
        int closed = 0;
        while (told(closed).filter(turn -> turn.status() == Status.COMPLETED).isPresent()) {
            closed++;
        }
        return closed;
    }

    private ObjectNode result(int count, String reason) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("iteration_count", count).put("stopped_reason", reason);
        result.set("last", count == 0 ? null : result(told(count - 1).orElseThrow()));
        ArrayNode iterations = result.putArray("iterations");
        for (int index = 0; index < count; index++) {
            iterations
                    .addObject()
                    .put("index", index)
                    .set("result", result(told(index).orElseThrow()));
        }
        return result;
    }
}
