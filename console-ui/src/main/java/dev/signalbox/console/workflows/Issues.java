package dev.signalbox.console.workflows;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.workflows.ValidationReport.Issue;
import java.util.function.Consumer;

/** What a dry run found, each with what to do about it and the way to its place in the text. */
final class Issues extends Div {

    private final Consumer<Issue> goTo;

    Issues(Consumer<Issue> goTo) {
        this.goTo = goTo;
        addClassName("sb-issues");
        getElement().setAttribute("role", "status");
        forget();
    }

    /** The text changed: what was found may no longer be true. */
    void forget() {
        removeAll();
        var line = new Paragraph("Validate to see what the platform would refuse, before anybody runs it.");
        line.addClassName("sb-quiet");
        add(line);
    }

    void show(ValidationReport report) {
        removeAll();
        add(report.valid() ? new Badge(Tone.GOOD, "Valid") : new Badge(Tone.BAD, report.errors() + " to fix"));
        report.issues().forEach(issue -> add(line(issue)));
    }

    private NativeButton line(Issue issue) {
        var line = new NativeButton();
        line.addClassName("sb-issue");
        line.getElement().setAttribute("data-tone", issue.error() ? "bad" : "waiting");
        line.add(new Span(issue.message()), new Span(where(issue)));
        if (issue.hint() != null) {
            line.add(new Span(issue.hint()));
        }
        line.addClickListener(click -> goTo.accept(issue));
        return line;
    }

    private static String where(Issue issue) {
        String step = issue.stepId() == null ? "" : "step " + issue.stepId() + " · ";
        return step + issue.code() + (issue.path() == null ? "" : " · " + issue.path());
    }
}
