package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Issue.Severity;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A graph under examination, and what was found so far. */
final class Draft {

    private final Graph graph;
    private final Findings findings;
    private final Map<String, Integer> positions = new HashMap<>();

    Draft(Graph graph, JsonNode document, Findings findings) {
        this.graph = graph;
        this.findings = findings;
        JsonNode steps = document.path(document.has("steps") ? "steps" : "nodes");
        for (int i = 0; i < steps.size(); i++) {
            positions.putIfAbsent(steps.path(i).path("id").asString(""), i);
        }
    }

    Graph graph() {
        return graph;
    }

    String path(Step step) {
        return "steps[" + positions.getOrDefault(step.id(), 0) + "]";
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
        String at = path(step) + "." + field;
        findings.add(new Issue(severity, code, step.id(), at, "Step %s: %s".formatted(step.id(), message), hint));
    }
}
