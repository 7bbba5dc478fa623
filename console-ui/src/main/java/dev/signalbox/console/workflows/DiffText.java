package dev.signalbox.console.workflows;

import com.vaadin.flow.component.html.Div;
import java.util.List;

/** Two graphs beside each other, line by line; what did not change is cut to a few lines around what did. */
final class DiffText extends Div {

    private static final int AROUND = 3;

    DiffText(String before, String after) {
        addClassName("sb-diff");
        getElement().setAttribute("tabindex", "0");
        List<LineDiff.Line> lines = LineDiff.of(before, after);
        boolean cut = false;
        for (int i = 0; i < lines.size(); i++) {
            if (near(lines, i)) {
                add(line(lines.get(i)));
                cut = false;
            } else if (!cut) {
                add(gap());
                cut = true;
            }
        }
    }

    private static boolean near(List<LineDiff.Line> lines, int at) {
        int from = Math.max(0, at - AROUND);
        int to = Math.min(lines.size(), at + AROUND + 1);
        return lines.subList(from, to).stream().anyMatch(line -> line.kind() != LineDiff.Kind.SAME);
    }

    private static Div line(LineDiff.Line line) {
        return switch (line.kind()) {
            case SAME -> new Div("  " + line.text());
            case ADDED -> classed("+ " + line.text(), "added");
            case REMOVED -> classed("- " + line.text(), "removed");
        };
    }

    private static Div gap() {
        return classed("⋯", "gap");
    }

    private static Div classed(String text, String name) {
        var line = new Div(text);
        line.addClassName(name);
        return line;
    }
}
