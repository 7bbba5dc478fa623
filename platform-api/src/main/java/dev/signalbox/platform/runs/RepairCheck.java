package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Again;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Repair;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.Shape;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a run can be repaired so. */
final class RepairCheck {

    private RepairCheck() {}

    /** @throws ApiException with what to do instead */
    static void before(LiveRun live, RepairParams params) {
        goesOn(live);
        switch (params.change()) {
            case Repair.Change.Result result -> result(live, result.step(), result.value());
            case Repair.Change.Input input -> {
                ObjectNode whole = ((ObjectNode) live.facts().input()).deepCopy();
                whole.setAll(input.members());
                StartCheck.fits(live.graph(), whole, "params.input");
            }
        }
    }

    /** What is given in place of a run must be of a step that would be run. */
    static void after(LiveRun live, RepairParams params, Repair repair) {
        params.results().forEach((id, result) -> {
            GivenResults.check(live.graph(), id, result);
            boolean isWritten = repair.progress().visits().stream()
                    .anyMatch(visit -> visit.key().value().equals(id) && !isChanged(params, visit));
            if (!isWritten && !repair.changesNothing()) {
                throw ApiException.invalid(
                        "params.results",
                        "gives the result of %s, which does not run again; these do: %s"
                                .formatted(id, names(repair.again())));
            }
        });
    }

    private static boolean isChanged(RepairParams params, Visit visit) {
        return params.change() instanceof Repair.Change.Result result
                && result.step().equals(visit.key());
    }

    private static String names(List<Again> again) {
        return String.join(", ", again.stream().map(one -> one.stepId().value()).toList());
    }

    private static void goesOn(LiveRun live) {
        var status = live.state().status();
        if (status.ended()) {
            throw ApiException.conflict(
                    ("Run %s is %s: what has ended stays as it is. Use retry: it starts a new run that goes on from"
                                    + " there, with the right value in params.results.")
                            .formatted(live.facts().runId(), status.wire()));
        }
        if (live.state().drainUntil() != null) {
            throw ApiException.conflict(
                    "Run %s is about to stop: nothing would run again. Wait for its end, then use retry."
                            .formatted(live.facts().runId()));
        }
    }

    private static void result(LiveRun live, StepKey key, JsonNode value) {
        Graph graph = live.graph();
        if (!key.isStep() || graph.find(key).isEmpty()) {
            throw ApiException.invalid("params.step_id", "names no step of this run: " + key);
        }
        boolean completed = live.journal()
                .visit(key)
                .filter(visit -> visit.status() == Visit.Status.COMPLETED)
                .isPresent();
        if (!completed) {
            throw ApiException.conflict("Step %s has not completed: it has no result to repair.".formatted(key));
        }
        fits(graph, key, value);
    }

    private static void fits(Graph graph, StepKey key, JsonNode value) {
        if (graph.step(key) instanceof Step.Guided guided) {
            if (guided.expectedOutput() != null) {
                refuse(Shape.of(guided.expectedOutput()).problems(value));
            }
        } else if (value instanceof ObjectNode object) {
            GivenResults.check(graph, key.value(), object);
        } else {
            throw ApiException.invalid("params.result", "must be a JSON object");
        }
    }

    private static void refuse(List<Shape.Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ApiException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The answer does not fit the step's expected_output: %s."
                            .formatted(problems.getFirst().message()),
                    problems.stream()
                            .map(problem -> new FieldError("params.result" + problem.path(), problem.message()))
                            .toList(),
                    Map.of());
        }
    }
}
