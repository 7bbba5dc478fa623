package dev.signalbox.bench;

import java.util.ArrayList;
import java.util.List;

/** What was measured, against what, and how far we want to go. */
final class Table {

    private final List<Line> lines = new ArrayList<>();

    private record Line(String what, String ours, String other, String ratio, String goal) {}

    void add(String what, String ours, String other, String ratio, String goal) {
        lines.add(new Line(what, ours, other, ratio, goal));
        System.out.println("  %s: %s against %s, ratio %s (goal %s)".formatted(what, ours, other, ratio, goal));
    }

    String markdown() {
        var text = new StringBuilder("""
                | workload | ours | against | ratio | goal |
                |---|---|---|---|---|
                """);
        lines.forEach(line -> text.append(
                "| %s | %s | %s | %s | %s |%n".formatted(line.what, line.ours, line.other, line.ratio, line.goal)));
        return text.toString();
    }
}
