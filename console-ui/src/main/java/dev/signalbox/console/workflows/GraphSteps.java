package dev.signalbox.console.workflows;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The steps of a graph and which come directly before which. A draft may be broken in any way, so unknown and circular references
 * are left out instead of failing.
 */
final class GraphSteps {

    private final Map<String, JsonNode> steps = new LinkedHashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();

    GraphSteps(JsonNode graph) {
        // Of a drawing, the form that canvases save, the steps are its nodes.
        (graph.has("steps") ? graph.path("steps") : graph.path("nodes"))
                .valueStream()
                .filter(step -> step.path("id").isString())
                .forEach(step -> steps.put(step.path("id").asString(), step));
        steps.keySet().forEach(id -> before.put(id, new LinkedHashSet<>()));
        steps.values().forEach(this::connect);
        graph.path("edges")
                .valueStream()
                .forEach(edge -> connect(end(edge, "source", "from"), end(edge, "target", "to")));
        steps.keySet().forEach(id -> column(id, new LinkedHashSet<>()));
    }

    private static String end(JsonNode edge, String name, String otherName) {
        return edge.path(edge.has(name) ? name : otherName).asString("");
    }

    private void connect(JsonNode step) {
        String id = step.path("id").asString();
        texts(step.path("depends_on")).forEach(dependency -> connect(dependency, id));
        // A switch leads to the steps of its cases, also where these do not say that they depend on it
        step.path("cases").valueStream().forEach(branch -> texts(branch).forEach(target -> connect(id, target)));
        texts(step.path("default")).forEach(target -> connect(id, target));
    }

    private void connect(String from, String to) {
        if (steps.containsKey(from) && steps.containsKey(to) && !from.equals(to)) {
            before(to).add(from);
        }
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isString()
                ? Stream.of(oneOrMany.asString())
                : oneOrMany.valueStream().filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** As far from the start as the longest way to it. */
    private int column(String id, Set<String> path) {
        Integer known = columns.get(id);
        if (known != null) {
            return known;
        }
        if (!path.add(id)) {
            return 0; // a circle: it has to be cut somewhere
        }
        int column = before(id).stream()
                .mapToInt(earlier -> column(earlier, path) + 1)
                .max()
                .orElse(0);
        path.remove(id);
        columns.put(id, column);
        return column;
    }

    List<String> ids() {
        return List.copyOf(steps.keySet());
    }

    int column(String id) {
        return columns.getOrDefault(id, 0);
    }

    Set<String> before(String id) {
        return before.computeIfAbsent(id, _ -> new LinkedHashSet<>());
    }

    String name(String id) {
        return text(id, "name", id);
    }

    /** Of a loop with how many steps stand inside. */
    String type(String id) {
        String type = text(id, "type", "");
        JsonNode step = steps.get(id);
        int inside = step == null ? 0 : step.path(type + "_body_steps").size();
        return inside == 0 ? type : "%s (%d)".formatted(type, inside);
    }

    private String text(String id, String field, String otherwise) {
        JsonNode step = steps.get(id);
        return step == null ? otherwise : step.path(field).asString(otherwise);
    }
}
