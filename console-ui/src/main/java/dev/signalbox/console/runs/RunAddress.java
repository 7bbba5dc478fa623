package dev.signalbox.console.runs;

import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;

/** Where a run is found: below its workflow. */
public record RunAddress(String workflowId, String runId) {

    public static RunAddress of(Run run) {
        return new RunAddress(run.workflowId(), run.runId());
    }

    RouteParameters parameters() {
        return new RouteParameters(java.util.Map.of("workflow", workflowId, "run", runId));
    }

    public RouterLink link() {
        return new RouterLink(RunView.class, parameters());
    }
}
