package dev.signalbox.console.workflows;

import java.util.ArrayList;
import java.util.List;

/** The lines two texts share and those only one has, by their longest common subsequence. */
final class LineDiff {

    enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    record Line(Kind kind, String text) {}

    private final List<String> before;
    private final List<String> after;
    private final int[][] common;

    private LineDiff(String before, String after) {
        this.before = before.lines().toList();
        this.after = after.lines().toList();
        this.common = new int[this.before.size() + 1][this.after.size() + 1];
        for (int i = this.before.size() - 1; i >= 0; i--) {
            for (int j = this.after.size() - 1; j >= 0; j--) {
                common[i][j] = same(i, j) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
    }

    static List<Line> of(String before, String after) {
        return new LineDiff(before, after).lines();
    }

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && same(i, j)) {
                lines.add(new Line(Kind.SAME, before.get(i++)));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Kind.REMOVED, before.get(i++)));
            } else {
                lines.add(new Line(Kind.ADDED, after.get(j++)));
            }
        }
        return lines;
    }

    private boolean same(int i, int j) {
        return before.get(i).equals(after.get(j));
    }
}
