package dev.signalbox.platform.workflows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What changed between two graphs, as a reviewer reads it: by step, then by field. The order of steps and of keys is no change.
 *
 * @param graph changes outside the steps
 */
record GraphDiff(
        int from, int to, List<String> added, List<String> removed, List<StepChange> changed, List<FieldChange> graph) {

    static GraphDiff of(int from, JsonNode before, int to, JsonNode after) {
        var old = steps(before);
        var fresh = steps(after);
        var added = new ArrayList<>(fresh.keySet());
        added.removeAll(old.keySet());
        var removed = new ArrayList<>(old.keySet());
        removed.removeAll(fresh.keySet());
        var changed = new ArrayList<StepChange>();
        fresh.forEach((id, step) -> {
            JsonNode was = old.get(id);
            if (was != null && !was.equals(step)) {
                changed.add(new StepChange(id, fields(was, step)));
            }
        });
        return new GraphDiff(from, to, added, removed, changed, fields(withoutSteps(before), withoutSteps(after)));
    }

    private static Map<String, JsonNode> steps(JsonNode graph) {
        var steps = new LinkedHashMap<String, JsonNode>();
        JsonNode list = graph.has("steps") ? graph.path("steps") : graph.path("nodes");
        list.forEach(step -> steps.put(step.path("id").asString(""), step));
        return steps;
    }

    private static JsonNode withoutSteps(JsonNode graph) {
        return graph instanceof ObjectNode object ? object.deepCopy().without(List.of("steps", "nodes")) : graph;
    }

    private static List<FieldChange> fields(JsonNode before, JsonNode after) {
        var old = new LinkedHashMap<String, JsonNode>();
        var fresh = new LinkedHashMap<String, JsonNode>();
        flatten("", before, old);
        flatten("", after, fresh);
        var paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(old.get(path), fresh.get(path)))
                .map(path -> new FieldChange(path, old.get(path), fresh.get(path)))
                .toList();
    }

    /** Lists are compared whole: their positions mean nothing to a reader. */
    private static void flatten(String path, JsonNode node, Map<String, JsonNode> into) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), into));
        } else if (!path.isEmpty()) {
            into.put(path, node);
        }
    }

    record StepChange(String stepId, List<FieldChange> fields) {}

    /** @param before null when the field is new; {@code after} null when it is gone */
    record FieldChange(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
