package dev.signalbox.platform.engine;

import java.util.List;

/** A document that is no graph, with everything that is wrong about its form. */
public final class InvalidGraph extends RuntimeException {

    private final transient List<Issue> issues;

    InvalidGraph(List<Issue> issues) {
        super(issues.getFirst().message());
        this.issues = List.copyOf(issues);
    }

    public List<Issue> issues() {
        return issues;
    }
}
