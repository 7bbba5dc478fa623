package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Issue.Severity;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a document: not without end, since a megabyte can hold a hundred thousand mistakes. */
final class Findings {

    private static final int MOST = 300;

    private final List<Issue> issues = new ArrayList<>();
    private boolean anyError;

    /** The first error is kept in any case: a document full of warnings must not pass for valid. */
    void add(Issue issue) {
        boolean firstError = issue.severity() == Severity.ERROR && !anyError;
        if (issues.size() < MOST || firstError) {
            issues.add(issue);
            anyError |= firstError;
        }
    }

    void addAll(List<Issue> more) {
        more.forEach(this::add);
    }

    boolean isEmpty() {
        return issues.isEmpty();
    }

    List<Issue> all() {
        return List.copyOf(issues);
    }
}
