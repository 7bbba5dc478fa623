package dev.signalbox.console.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Places the steps of a graph: in columns by how many steps come before them, and within a column near what they depend on. A
 * draft may be broken in any way, so unknown and circular references are left out instead of failing.
 */
public final class GraphLayout {

    static final int WIDTH = 190;
    static final int HEIGHT = 54;
    private static final int COLUMN_GAP = 56;
    private static final int ROW_GAP = 22;
    private static final int MARGIN = 14;

    /** A placed step; x and y are its upper left corner. */
    public record Box(String id, String name, String type, int x, int y) {}

    public record Edge(Box from, Box to) {}

    private final Map<String, JsonNode> steps = new LinkedHashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Box> boxes = new LinkedHashMap<>();

    private GraphLayout(JsonNode graph) {
        graph.path("steps").valueStream().filter(step -> step.path("id").isString()).forEach(step -> steps.put(
                step.path("id").asString(), step));
        steps.keySet().forEach(id -> before.put(id, new LinkedHashSet<>()));
        steps.values().forEach(this::connect);
        steps.keySet().forEach(id -> column(id, new LinkedHashSet<>()));
        place();
    }

    public static GraphLayout of(JsonNode graph) {
        return new GraphLayout(graph);
    }

    public List<Box> boxes() {
        return List.copyOf(boxes.values());
    }

    public List<Edge> edges() {
        var edges = new ArrayList<Edge>();
        for (Box to : boxes.values()) {
            before(to.id()).stream().map(boxes::get).filter(from -> from != null && from.x() < to.x()).forEach(from -> edges.add(
                    new Edge(from, to)));
        }
        return edges;
    }

    public int width() {
        return boxes.values().stream().mapToInt(box -> box.x() + WIDTH).max().orElse(0) + MARGIN;
    }

    public int height() {
        return boxes.values().stream().mapToInt(box -> box.y() + HEIGHT).max().orElse(0) + MARGIN;
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

    private Set<String> before(String id) {
        return before.getOrDefault(id, Set.of());
    }

    private static List<String> texts(JsonNode list) {
        return list.isString()
                ? List.of(list.asString())
                : StreamSupport.stream(list.spliterator(), false)
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .toList();
    }

    private int column(String id, Set<String> path) {
        Integer known = columns.get(id);
        if (known != null) {
            return known;
        }
        if (!path.add(id)) {
            return 0; // a circle: it has to be cut somewhere
        }
        int column = before(id).stream().mapToInt(earlier -> column(earlier, path) + 1).max().orElse(0);
        path.remove(id);
        columns.put(id, column);
        return column;
    }

    private void place() {
        int last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        int tallest = 0;
        for (int column = 0; column <= last; column++) {
            tallest = Math.max(tallest, in(column).size());
        }
        for (int column = 0; column <= last; column++) {
            List<String> ids = in(column);
            ids.sort(Comparator.comparingDouble(this::heightOfEarlier));
            int top = MARGIN + (tallest - ids.size()) * (HEIGHT + ROW_GAP) / 2;
            for (int row = 0; row < ids.size(); row++) {
                put(ids.get(row), MARGIN + column * (WIDTH + COLUMN_GAP), top + row * (HEIGHT + ROW_GAP));
            }
        }
    }

    private List<String> in(int column) {
        var ids = new ArrayList<>(steps.keySet());
        ids.removeIf(id -> !Integer.valueOf(column).equals(columns.get(id)));
        return ids;
    }

    private double heightOfEarlier(String id) {
        return before(id).stream()
                .map(boxes::get)
                .filter(box -> box != null)
                .mapToInt(Box::y)
                .average()
                .orElse(0);
    }

    private void put(String id, int x, int y) {
        JsonNode step = steps.getOrDefault(id, tools.jackson.databind.node.MissingNode.getInstance());
        boxes.put(id, new Box(id, step.path("name").asString(id), step.path("type").asString(""), x, y));
    }
}
