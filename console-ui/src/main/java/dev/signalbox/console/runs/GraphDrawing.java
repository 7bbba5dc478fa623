package dev.signalbox.console.runs;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import dev.signalbox.console.runs.GraphLayout.Box;
import dev.signalbox.console.runs.GraphLayout.Edge;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** A graph drawn as lines and boxes; with the steps' states, if a run went through it. All text in it is escaped. */
public final class GraphDrawing extends Div {

    private static final int LONGEST = 24;

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
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\">%3$s%4$s</svg>"
                .formatted(layout.width(), layout.height(), edges, boxes);
    }

    private static String edge(Edge edge, Map<String, Standing> states) {
        int x1 = edge.from().x() + GraphLayout.WIDTH;
        int y1 = edge.from().y() + GraphLayout.HEIGHT / 2;
        int x2 = edge.to().x();
        int y2 = edge.to().y() + GraphLayout.HEIGHT / 2;
        int middle = (x1 + x2) / 2;
        boolean passed = states.containsKey(edge.to().id())
                && !states.get(edge.to().id()).word().equals("Skipped");
        return "<path class=\"edge%s\" d=\"M%d %dC%d %d %d %d %d %d\"/>"
                .formatted(passed ? " passed" : "", x1, y1, middle, y1, middle, y2, x2, y2);
    }

    private static String box(Box box, Map<String, Standing> states) {
        Standing state = states.getOrDefault(box.id(), Standing.ofStep(""));
        String under = states.isEmpty() ? box.type() : box.type() + " · " + state.word().toLowerCase(java.util.Locale.ROOT);
        return """
                <g class="step" data-tone="%s" transform="translate(%d %d)"><title>%s</title>\
                <rect class="body" width="%d" height="%d" rx="10"/><rect class="lamp" x="10" y="14" width="4" height="26" rx="2"/>\
                <text class="name" x="24" y="24">%s</text><text class="type" x="24" y="41">%s</text></g>"""
                .formatted(
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
