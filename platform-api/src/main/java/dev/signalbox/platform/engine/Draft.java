package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Issue.Severity;

/** A graph under examination, and what was found so far. */
final class Draft {

    private final Graph graph;
    private final Findings findings;

    Draft(Graph graph, Findings findings) {
        this.graph = graph;
        this.findings = findings;
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
