package dev.signalbox.platform.engine;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Translates a drawing, {@code {nodes, edges}}, into {@code {steps}}: an edge becomes a dependency of its target. */
final class NodesAndEdges {

    private static final List<String> FIELDS_INSIDE = List.of("data", "config");
    private static final Set<String> OF_THE_DRAWING = Set.of(
            "position", "positionAbsolute", "width", "height", "measured", "selected", "dragging", "style", "label");

    private NodesAndEdges() {}

    static boolean isDrawing(ObjectNode document) {
        return document.has("nodes") && !document.has("steps");
    }

    static ObjectNode translate(ObjectNode document) {
        ObjectNode translated = document.deepCopy();
        ArrayNode steps = translated.putArray("steps");
        for (JsonNode node : document.path("nodes")) {
            steps.add(node instanceof ObjectNode object ? step(object, document.path("edges")) : node);
        }
        translated.remove(List.of("nodes", "edges"));
        return translated;
    }

    private static ObjectNode step(ObjectNode node, JsonNode edges) {
        ObjectNode step = node.deepCopy();
        for (String inside : FIELDS_INSIDE) {
            if (step.remove(inside) instanceof ObjectNode fields) {
                fields.properties().forEach(field -> step.set(field.getKey(), field.getValue()));
            }
        }
        JsonNode label = step.get("label");
        if (label != null && !step.has("name")) {
            step.set("name", label);
        }
        step.remove(OF_THE_DRAWING);
        ArrayNode dependsOn = step.has("depends_on") && step.get("depends_on") instanceof ArrayNode own
                ? own
                : step.putArray("depends_on");
        for (JsonNode edge : edges) {
            if (end(edge, "target", "to").equals(step.path("id").asString(""))) {
                dependsOn.add(end(edge, "source", "from"));
            }
        }
        return step;
    }

    private static String end(JsonNode edge, String name, String otherName) {
        return edge.path(edge.has(name) ? name : otherName).asString("");
    }
}
