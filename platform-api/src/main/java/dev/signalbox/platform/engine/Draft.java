package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Issue.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph under examination, the whole or the body of a loop, and what was found so far. */
final class Draft {

    private final Graph graph;
    private final Findings findings;
    private final @Nullable Around around;

    /** @param outer where the loop stands */
    record Around(Draft outer, Step.Loop loop) {}

    Draft(Graph graph, Findings findings) {
        this(graph, findings, null);
    }

    private Draft(Graph graph, Findings findings, @Nullable Around around) {
        this.graph = graph;
        this.findings = findings;
        this.around = around;
    }

    Draft inside(Step.Loop loop) {
        return new Draft(loop.body(), findings, new Around(this, loop));
    }

    /** Null for the whole graph. */
    @Nullable
    Around around() {
        return around;
    }

    /** The loops around the steps, from the inside out. */
    List<Step.Loop> loops() {
        List<Step.Loop> loops = new ArrayList<>();
        for (Around next = around; next != null; next = next.outer().around) {
            loops.add(next.loop());
        }
        return loops;
    }

    Draft top() {
        return around == null ? this : around.outer().top();
    }

    Graph graph() {
        return graph;
    }

    void error(IssueCode code, Step step, String field, String message, String hint) {
        add(Severity.ERROR, code, step, field, message, hint);
    }

    void warning(IssueCode code, Step step, String field, String message, String hint) {
        add(Severity.WARNING, code, step, field, message, hint);
    }

    void warning(IssueCode code, String path, String message, String hint) {
        findings.add(new Issue(Severity.WARNING, code, null, path, message, hint));
    }

    private void add(Severity severity, IssueCode code, Step step, String field, String message, String hint) {
        String at = step.common().path() + "." + field;
        findings.add(new Issue(severity, code, step.id(), at, "Step %s: %s".formatted(step.id(), message), hint));
    }
}
