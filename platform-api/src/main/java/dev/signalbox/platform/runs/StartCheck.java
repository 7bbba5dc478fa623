package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.Shape;
import dev.signalbox.platform.schemas.Shape.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Whether a graph can be run with what was sent. */
final class StartCheck {

    private StartCheck() {}

    /**
     * The input of the run.
     *
     * @throws ApiException INVALID_ARGUMENT when a named step does not exist, or the input does not fit the workflow's schema
     */
    static ObjectNode input(Graph graph, StartParams params) {
        steps(graph, "params.trigger_steps", params.triggerSteps());
        steps(graph, "params.excluded_step_ids", params.excludedStepIds());
        ObjectNode input = graph.input(params.defaults(), params.payload());
        fits(graph, input, "params.trigger_payload");
        return input;
    }

    /** @param field what the input is called where it was given */
    static void fits(Graph graph, ObjectNode input, String field) {
        graph.inputSchema().ifPresent(schema -> refuse(field, Shape.of(schema).problems(input)));
    }

    private static void steps(Graph graph, String field, Set<String> ids) {
        for (String id : ids) {
            if (graph.find(id).isEmpty()) {
                throw ApiException.invalid(field, "names no step of this version: " + id);
            }
        }
    }

    private static void refuse(String field, List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        var fields = problems.stream()
                .map(problem -> new FieldError(field + problem.path(), problem.message()))
                .toList();
        throw new ApiException(
                ErrorCode.INVALID_ARGUMENT,
                "The input does not fit the workflow's input_schema: %s %s."
                        .formatted(fields.getFirst().field(), fields.getFirst().message()),
                fields,
                Map.of());
    }
}
