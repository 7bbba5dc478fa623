package dev.signalbox.console.workflows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Places the steps of a graph in columns, each near what it depends on. A line that passes a column gets a place of its own in it,
 * so that no line runs behind a box.
 */
public final class GraphLayout {

    static final int WIDTH = 190;
    static final int HEIGHT = 54;
    private static final int LANE = 10;
    private static final int COLUMN_GAP = 56;
    private static final int ROW_GAP = 22;
    private static final int MARGIN = 16;

    /** A placed step; x and y are its upper left corner. */
    public record Box(String id, String name, String type, int x, int y) {}

    /** A line from the end of one box to the start of another, through these heights in the columns between. */
    public record Edge(Box from, Box to, List<Integer> heights) {}

    /** What takes room in a column: a step, or a line on its way. */
    private record Slot(String id, String comesFrom, boolean step) {

        int height() {
            return step ? HEIGHT : LANE;
        }
    }

    private final GraphSteps steps;
    private final List<List<Slot>> columns = new ArrayList<>();
    private final Map<String, Integer> middles = new HashMap<>();
    private final Map<String, Box> boxes = new HashMap<>();
    private int height;

    private GraphLayout(JsonNode graph) {
        steps = new GraphSteps(graph);
        steps.ids().forEach(this::giveRoom);
        height = columns.stream().mapToInt(GraphLayout::tall).max().orElse(0);
        for (int column = 0; column < columns.size(); column++) {
            place(column);
        }
    }

    public static GraphLayout of(JsonNode graph) {
        return new GraphLayout(graph);
    }

    private void giveRoom(String id) {
        column(steps.column(id)).add(new Slot(id, "", true));
        for (String earlier : steps.before(id)) {
            String last = earlier;
            for (int between = steps.column(earlier) + 1; between < steps.column(id); between++) {
                String lane = lane(earlier, id, between);
                column(between).add(new Slot(lane, last, false));
                last = lane;
            }
        }
    }

    private static String lane(String from, String to, int column) {
        return from + " → " + to + " " + column;
    }

    private List<Slot> column(int index) {
        while (columns.size() <= index) {
            columns.add(new ArrayList<>());
        }
        return columns.get(index);
    }

    private static int tall(List<Slot> column) {
        return column.stream().mapToInt(slot -> slot.height() + ROW_GAP).sum() - ROW_GAP;
    }

    private void place(int index) {
        List<Slot> column = columns.get(index);
        column.sort(Comparator.comparingDouble(this::wantedHeight));
        int y = MARGIN + (height - tall(column)) / 2;
        for (Slot slot : column) {
            middles.put(slot.id(), y + slot.height() / 2);
            if (slot.step()) {
                int x = MARGIN + index * (WIDTH + COLUMN_GAP);
                boxes.put(slot.id(), new Box(slot.id(), steps.name(slot.id()), steps.type(slot.id()), x, y));
            }
            y += slot.height() + ROW_GAP;
        }
    }

    private double wantedHeight(Slot slot) {
        return (slot.step() ? steps.before(slot.id()).stream() : java.util.stream.Stream.of(slot.comesFrom()))
                .mapToInt(earlier -> middles.getOrDefault(earlier, 0))
                .average()
                .orElse(0);
    }

    public List<Box> boxes() {
        return steps.ids().stream().map(boxes::get).filter(box -> box != null).toList();
    }

    public List<Edge> edges() {
        var edges = new ArrayList<Edge>();
        for (Box to : boxes()) {
            for (String earlier : steps.before(to.id())) {
                Box from = boxes.get(earlier);
                if (from != null && from.x() < to.x()) {
                    edges.add(new Edge(from, to, heightsBetween(earlier, to.id())));
                }
            }
        }
        return edges;
    }

    private List<Integer> heightsBetween(String from, String to) {
        var heights = new ArrayList<Integer>();
        for (int between = steps.column(from) + 1; between < steps.column(to); between++) {
            heights.add(middles.getOrDefault(lane(from, to, between), 0));
        }
        return heights;
    }

    static int columnX(int x, int columnsLater) {
        return x + columnsLater * (WIDTH + COLUMN_GAP);
    }

    public int width() {
        return boxes.isEmpty() ? 0 : 2 * MARGIN + columns.size() * (WIDTH + COLUMN_GAP) - COLUMN_GAP;
    }

    public int height() {
        return boxes.isEmpty() ? 0 : height + 2 * MARGIN;
    }
}
