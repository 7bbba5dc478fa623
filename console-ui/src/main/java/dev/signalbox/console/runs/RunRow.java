package dev.signalbox.console.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.shell.When;

/** A run as one line: what, how it stands, when, how long. */
public final class RunRow extends Div {

    public RunRow(Run run, String workflow) {
        RouterLink link = RunAddress.of(run).link();
        link.addClassNames("sb-row", "sb-run-row");

        var what = new Div(new Span(workflow), about(run));
        what.addClassName("sb-cell-title");
        var started = When.ago(run.startedAt());
        started.addClassName("sb-run-started");
        var took = When.took(run.startedAt(), run.endedAt());
        took.addClassName("sb-run-took");

        link.add(what, run.standing().badge(), started, took);
        add(link);
    }

    private static Span about(Run run) {
        String error = run.errorMessage();
        if (run.failed() && error != null) {
            return new Span(error);
        }
        String trigger = run.trigger() == null ? "" : " · by " + run.trigger();
        String external = run.externalId() == null ? "" : " · " + run.externalId();
        return new Span(run.shortId() + trigger + external);
    }
}
