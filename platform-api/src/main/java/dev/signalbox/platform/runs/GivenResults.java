package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.problem.ApiException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether results that a person states can stand for those of steps. */
final class GivenResults {

    private GivenResults() {}

    static void check(Graph graph, @Nullable String fromStep, Map<String, ObjectNode> results) {
        if (fromStep != null && graph.find(fromStep).isEmpty()) {
            throw ApiException.invalid("params.from_step", "names no step of this version: " + fromStep);
        }
        results.forEach((id, result) -> check(graph, id, result));
        if (fromStep != null && results.containsKey(fromStep)) {
            throw ApiException.invalid("params.results", "gives the result of from_step, which is to be run again");
        }
    }

    static void check(Graph graph, String id, ObjectNode result) {
        Step step = named(graph, StepKey.of(id));
        if (step instanceof Step.Switch choice && !names(choice, result.get("case"))) {
            throw ApiException.invalid(
                    "params.results." + id, "must be {\"case\": …} with one of its cases, or null for the default");
        }
    }

    private static Step named(Graph graph, StepKey key) {
        return graph.find(key)
                .filter(_ -> key.isStep())
                .orElseThrow(() -> ApiException.invalid("params.results", "names no step of this version: " + key));
    }

    private static boolean names(Step.Switch choice, @Nullable JsonNode value) {
        return value != null
                && (value.isNull() || (value.isString() && choice.cases().containsKey(value.stringValue())));
    }
}
