package dev.signalbox.platform.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A parsed workflow document; immutable. */
public record Graph(
        List<Step> steps,
        ObjectNode params,
        @Nullable JsonNode inputSchema,
        @Nullable JsonNode exampleTriggerPayload) {

    public Graph {
        steps = List.copyOf(steps);
    }

    /** @throws InvalidGraph when the document has not the form of a graph; whether it makes sense is validation's matter */
    public static Graph read(JsonNode document) {
        var parser = new GraphReader();
        Graph graph = parser.read(document);
        if (!parser.issues().isEmpty()) {
            throw new InvalidGraph(parser.issues());
        }
        return graph;
    }

    public Optional<Step> find(String stepId) {
        return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }

    /** @throws IllegalArgumentException when the key was not made from this graph */
    public Step step(StepKey key) {
        return find(key.stepId()).orElseThrow(() -> new IllegalArgumentException("No step " + key + " in this graph"));
    }

    /** {@code params} of the graph below {@code params} of the command below the trigger payload: one input. */
    public ObjectNode input(ObjectNode commandParams, ObjectNode triggerPayload) {
        ObjectNode input = params.deepCopy();
        input.setAll(commandParams);
        input.setAll(triggerPayload);
        return input;
    }

    Map<String, Step> byId() {
        var byId = new LinkedHashMap<String, Step>();
        steps.forEach(step -> byId.putIfAbsent(step.id(), step));
        return byId;
    }
}
