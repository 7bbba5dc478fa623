package dev.signalbox.console.workflows;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import dev.signalbox.console.shell.Standing;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.workflows.GraphLayout.Box;
import dev.signalbox.console.workflows.GraphLayout.Edge;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** A graph drawn as lines and boxes; with the steps' states, if a run went through it. All text in it is escaped. */
public final class GraphDrawing extends Div {

    private static final int LONGEST = 24;

    /** In per cent: smaller than this the words cannot be read, and the drawing scrolls instead. */
    private static final int SMALLEST = 72;

    private static final Standing NOT_YET = new Standing(Tone.IDLE, "Not yet");

    private final Svg picture = new Svg();
    private String drawn = "";

    public GraphDrawing() {
        addClassName("sb-graph");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", "The graph of the workflow");
        add(picture);
    }

    /** Draws anew what changed; steps without a state are drawn as not begun. */
    public void show(JsonNode graph, Map<String, Standing> states) {
        String svg = svg(GraphLayout.of(graph), states);
        if (!svg.equals(drawn)) {
            drawn = svg;
            picture.setSvg(svg);
        }
    }

    private static String svg(GraphLayout layout, Map<String, Standing> states) {
        String edges = layout.edges().stream().map(edge -> edge(edge, states)).collect(Collectors.joining());
        String boxes = layout.boxes().stream().map(box -> box(box, states)).collect(Collectors.joining());
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" style=\"width:%1$dpx;min-width:%5$dpx\">%3$s%4$s</svg>"
                .formatted(layout.width(), layout.height(), edges, boxes, layout.width() * SMALLEST / 100);
    }

    private static String edge(Edge edge, Map<String, Standing> states) {
        var way = new StringBuilder();
        int x = edge.from().x() + GraphLayout.WIDTH;
        int y = edge.from().y() + GraphLayout.HEIGHT / 2;
        way.append("M%d %d".formatted(x, y));
        for (int passed = 0; passed < edge.heights().size(); passed++) {
            int next = GraphLayout.columnX(edge.from().x(), passed + 1);
            int height = edge.heights().get(passed);
            way.append(curve(x, y, next, height)).append("H").append(next + GraphLayout.WIDTH);
            x = next + GraphLayout.WIDTH;
            y = height;
        }
        way.append(curve(x, y, edge.to().x(), edge.to().y() + GraphLayout.HEIGHT / 2));
        return "<path class=\"edge%s\" d=\"%s\"/>".formatted(passed(edge, states) ? " passed" : "", way);
    }

    private static String curve(int x, int y, int toX, int toY) {
        int middle = (x + toX) / 2;
        return "C%d %d %d %d %d %d".formatted(middle, y, middle, toY, toX, toY);
    }

    private static boolean passed(Edge edge, Map<String, Standing> states) {
        Standing state = states.get(edge.to().id());
        return state != null && state.tone() != Tone.STOPPED;
    }

    private static String box(Box box, Map<String, Standing> states) {
        Standing state = states.getOrDefault(box.id(), NOT_YET);
        String under = states.isEmpty()
                ? box.type()
                : box.type() + " · " + state.word().toLowerCase(java.util.Locale.ROOT);
        return """
                <g class="step" data-tone="%s" transform="translate(%d %d)"><title>%s</title>\
                <rect class="body" width="%d" height="%d" rx="10"/><rect class="lamp" x="10" y="14" width="4" height="26" rx="2"/>\
                <text class="name" x="24" y="24">%s</text><text class="type" x="24" y="41">%s</text></g>""".formatted(
                        states.containsKey(box.id()) ? state.tone().css() : "none",
                        box.x(),
                        box.y(),
                        HtmlUtils.htmlEscape(box.name() + " (" + box.id() + ")"),
                        GraphLayout.WIDTH,
                        GraphLayout.HEIGHT,
                        HtmlUtils.htmlEscape(cut(box.name(), LONGEST)),
                        HtmlUtils.htmlEscape(cut(under, LONGEST + 3)));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
