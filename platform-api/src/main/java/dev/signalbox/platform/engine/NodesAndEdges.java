package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates a drawing, {@code {nodes, edges}}, into {@code {steps}}: an edge becomes a dependency of its target, and a node that
 * names a loop as its parent becomes a step of that loop's body.
 */
final class NodesAndEdges {

    private static final List<String> FIELDS_INSIDE = List.of("data", "config");
    private static final List<String> PARENT = List.of("parentId", "parentNode", "parent_id");
    private static final Map<String, String> BODIES =
            Map.of("for_each", "for_each_body_steps", "while", "while_body_steps");
    private static final Set<String> OF_THE_DRAWING = Set.of(
            "position",
            "positionAbsolute",
            "width",
            "height",
            "measured",
            "selected",
            "dragging",
            "style",
            "label",
            "extent",
            "expandParent");

    /** Nodes further inside than any loop may stand are left where they are. */
    private static final int LONGEST_WAY = BodyReader.DEEPEST + 2;

    private final Map<String, List<String>> sources = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<ObjectNode>> children = new HashMap<>();
    private final Set<String> loops = new HashSet<>();

    private NodesAndEdges(JsonNode nodes, JsonNode edges) {
        for (JsonNode edge : edges) {
            sources.computeIfAbsent(end(edge, "target", "to"), _ -> new ArrayList<>())
                    .add(end(edge, "source", "from"));
        }
        for (JsonNode node : nodes) {
            parents.put(id(node), parent(node));
            if (BODIES.containsKey(node.path("type").asString(""))) {
                loops.add(id(node));
            }
        }
    }

    static boolean isDrawing(ObjectNode document) {
        return document.has("nodes") && !document.has("steps");
    }

    static ObjectNode translate(ObjectNode document) {
        ObjectNode translated = document.deepCopy();
        translated.set("steps", steps(document.path("nodes"), document.path("edges")));
        translated.remove(List.of("nodes", "edges"));
        return translated;
    }

    /** A loop's body may be steps, a graph or a drawing of its own, or a list of nodes. */
    static @Nullable JsonNode body(@Nullable JsonNode given) {
        return switch (given) {
            case null -> null;
            case ObjectNode drawing when isDrawing(drawing) -> steps(drawing.path("nodes"), drawing.path("edges"));
            case ObjectNode graph when graph.has("steps") -> graph.path("steps");
            case ArrayNode nodes
            when nodes.valueStream().anyMatch(NodesAndEdges::isNode) ->
                steps(nodes, JsonNodeFactory.instance.arrayNode());
            default -> given;
        };
    }

    private static boolean isNode(JsonNode step) {
        return FIELDS_INSIDE.stream().anyMatch(inside -> step.path(inside).isObject());
    }

    private static JsonNode steps(JsonNode nodes, JsonNode edges) {
        return nodes.isArray() ? new NodesAndEdges(nodes, edges).steps(nodes) : nodes;
    }

    private JsonNode steps(JsonNode nodes) {
        List<JsonNode> outermost = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node instanceof ObjectNode object && belongsToLoop(object)) {
                children.computeIfAbsent(parent(object), _ -> new ArrayList<>()).add(object);
            } else {
                outermost.add(node);
            }
        }
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        outermost.forEach(node -> steps.add(node instanceof ObjectNode object ? step(object) : node));
        return steps;
    }

    /** Loops all the way out, and no circle; any other parent stays in the step and is told as an unknown field. */
    private boolean belongsToLoop(ObjectNode node) {
        String next = parent(node);
        int way = 0;
        while (loops.contains(next) && way++ < LONGEST_WAY) {
            next = parents.getOrDefault(next, "");
        }
        return way > 0 && next.isEmpty();
    }

    private ObjectNode step(ObjectNode node) {
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
        connect(step);
        fill(step);
        return step;
    }

    private void connect(ObjectNode step) {
        ArrayNode dependsOn = step.get("depends_on") instanceof ArrayNode own ? own : step.putArray("depends_on");
        sources.getOrDefault(id(step), List.of()).forEach(dependsOn::add);
    }

    /** What stands inside of a loop in the drawing comes after what its body lists already. */
    private void fill(ObjectNode step) {
        String body = BODIES.get(step.path("type").asString(""));
        List<ObjectNode> inside = children.getOrDefault(id(step), List.of());
        if (body == null || inside.isEmpty()) {
            return;
        }
        ArrayNode steps = step.get(body) instanceof ArrayNode own ? own : step.putArray(body);
        for (ObjectNode child : inside) {
            ObjectNode inner = step(child);
            inner.remove(PARENT);
            steps.add(inner);
        }
    }

    private static String id(JsonNode node) {
        return node.path("id").asString("");
    }

    private static String parent(JsonNode node) {
        return PARENT.stream()
                .map(name -> node.path(name).asString(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String end(JsonNode edge, String name, String otherName) {
        return edge.path(edge.has(name) ? name : otherName).asString("");
    }
}
