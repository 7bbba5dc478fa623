package dev.signalbox.console.overview;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** The runs of a day, one bar an hour; the failed ones stand on top of the others. */
final class DayChart extends Div {

    private static final int STEP = 24;
    private static final int WIDTH = 16;
    private static final int HEIGHT = 120;

    private final Svg picture = new Svg();

    DayChart() {
        addClassName("sb-day");
        var axis = new Div(new Span("24 h ago"), new Span("12 h"), new Span("now"));
        axis.addClassName("sb-day-axis");
        add(picture, axis);
    }

    void show(Report.Series day) {
        int hours = Math.max(1, day.points().size());
        long most = Math.max(
                1, day.points().stream().mapToLong(Report.Point::started).max().orElse(1));
        var bars = new StringBuilder();
        for (int i = 0; i < day.points().size(); i++) {
            bars.append(bar(i, hours, day.points().get(i), most));
        }
        picture.setSvg("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" preserveAspectRatio="none" role="img" \
                aria-label="%s">%s</svg>""".formatted(hours * STEP, HEIGHT, words(day), bars));
    }

    private static String words(Report.Series day) {
        return "Runs of the last 24 hours: %d, of which %d failed".formatted(day.started(), day.failed());
    }

    private static String bar(int index, int hours, Report.Point hour, long most) {
        double scale = (double) HEIGHT / most;
        int x = index * STEP + (STEP - WIDTH) / 2;
        double rest = (hour.started() - hour.failed()) * scale;
        double bad = hour.failed() * scale;
        String title = "<title>%d h ago: %d runs, %d failed</title>"
                .formatted(hours - 1 - index, hour.started(), hour.failed());
        return "<g>%s<rect class=\"ground\" x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\"/>"
                        .formatted(title, x, WIDTH, HEIGHT)
                + rect("good", x, HEIGHT - rest, rest)
                + rect("bad", x, HEIGHT - rest - bad, bad)
                + "</g>";
    }

    private static String rect(String kind, int x, double y, double height) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
                kind,
                x,
                y,
                WIDTH,
                height);
    }
}
