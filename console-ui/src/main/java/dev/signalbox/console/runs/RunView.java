package dev.signalbox.console.runs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.platform.LiveRuns;
import dev.signalbox.console.shell.JsonText;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.Panel;
import dev.signalbox.console.shell.Refresher;
import dev.signalbox.console.shell.When;
import dev.signalbox.console.workflows.GraphDrawing;
import dev.signalbox.console.workflows.Workflows;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One run, live: how it stands, its graph, its steps over time, what happened and what it knows. */
@Route("workflows/:workflow/runs/:run")
@PermitAll
final class RunView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Runs runs;
    private final Workflows workflows;
    private final LiveRuns live;
    private final PageHead head = new PageHead("", new Span());
    private final Div notices = new Div();
    private final GraphDrawing drawing = new GraphDrawing();
    private final TimelineBars timeline = new TimelineBars();
    private final EventLog events = new EventLog();
    private final JsonText context = new JsonText(null);
    private String name = "";
    private JsonNode graph = MissingNode.getInstance();
    private @Nullable RunActions actions;

    RunView(Runs runs, Workflows workflows, LiveRuns live) {
        this.runs = runs;
        this.workflows = workflows;
        this.live = live;

        addClassName("sb-page");
        var log = new Panel("Events", events);
        add(
                head,
                notices,
                new Panel("Graph", drawing),
                new Panel("Timeline", timeline),
                columns(log, new Panel("Context", context)));
    }

    private static Div columns(Component... panels) {
        var columns = new Div(panels);
        columns.addClassName("sb-columns");
        return columns;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var run = new RunAddress(
                parameters.get("workflow").orElseThrow(), parameters.get("run").orElseThrow());
        var refresher =
                Refresher.follow(this, live, change -> change.concerns(run.runId()), () -> read(run), this::show);
        actions = new RunActions(runs, run, refresher::now);
        graph = graphOf(run);
        name = workflows.name(run.workflowId());
        head.title(name);
        head.actions(actions);
        refresher.now();
    }

    /** As it was published for this run, whatever the draft says now. */
    private JsonNode graphOf(RunAddress run) {
        JsonNode frozen =
                workflows.version(run.workflowId(), runs.summary(run).version()).graph();
        return frozen == null ? MissingNode.getInstance() : frozen;
    }

    private Snapshot read(RunAddress run) {
        return new Snapshot(runs.summary(run), runs.timeline(run), runs.events(run, 0), runs.context(run));
    }

    private void show(Snapshot now) {
        RunSummary run = now.summary();
        head.about(run.standing().badge(), started(run), took(run), steps(run), id(run), workflow(run));
        if (actions != null) {
            actions.show(run);
        }
        notices.removeAll();
        run.waits().forEach(wait -> notices.add(waiting(wait)));
        if (run.error() != null) {
            notices.add(failure(run.error()));
        }
        drawing.show(graph, now.steps());
        timeline.show(run, now.timeline());
        events.show(now.events());
        context.show(now.context());
    }

    private static Span started(RunSummary run) {
        return new Span(new Span("started "), When.ago(run.startedAt()));
    }

    private static Span took(RunSummary run) {
        return new Span(new Span(run.runComplete() ? "took " : "for "), When.took(run.startedAt(), run.endedAt()));
    }

    private static Span steps(RunSummary run) {
        var counts = run.steps();
        return new Span(
                counts == null
                        ? ""
                        : "%d of %d steps done".formatted(counts.completed() + counts.skipped(), counts.total()));
    }

    private static Span id(RunSummary run) {
        var id = new Span(run.runId());
        id.addClassNames("sb-mono");
        return id;
    }

    private static RouterLink workflow(RunSummary run) {
        var link = new RouterLink();
        link.setText("version " + run.version());
        link.getElement().setAttribute("href", "workflows/" + run.workflowId());
        return link;
    }

    private static Div waiting(RunSummary.BlockedOn wait) {
        var notice = notice("waiting", words(wait));
        if (wait.taskId() != null) {
            var answer = new RouterLink();
            answer.setText("Answer it in the inbox");
            answer.getElement().setAttribute("href", "tasks?task=" + wait.taskId());
            notice.add(answer);
        } else if (wait.childRunId() != null && wait.childWorkflowId() != null) {
            var child = new RunAddress(wait.childWorkflowId(), wait.childRunId()).link();
            child.setText("Look at that run");
            notice.add(child);
        } else if (wait.dueAt() != null) {
            notice.add(When.ago(wait.dueAt()));
        }
        return notice;
    }

    private static String words(RunSummary.BlockedOn wait) {
        return switch (wait.kind()) {
            case "human_task" -> wait.name() + " waits for a person.";
            case "timer" -> wait.name() + " waits for its time.";
            case "retry" -> wait.name() + " failed and is tried again.";
            case "guided" -> wait.name() + " waits for the answer of an agent.";
            case "signal" -> wait.name() + " waits for the signal " + wait.signalName() + ".";
            case "workflow_call" -> wait.name() + " waits for a run that it started.";
            default -> wait.name() + " waits for something outside.";
        };
    }

    private static Div failure(JsonNode error) {
        String step = error.path("step_id").asString("");
        String where = step.isEmpty() ? "" : "In step " + step + ": ";
        return notice(
                "bad",
                where + error.path("message").asString("The run failed.") + " ("
                        + error.path("code").asString("") + ")");
    }

    private static Div notice(String tone, String sentence) {
        var notice = new Div(new Paragraph(sentence));
        notice.addClassName("sb-notice");
        notice.getElement().setAttribute("data-tone", tone);
        return notice;
    }

    @Override
    public String getPageTitle() {
        return name + " · Signalbox";
    }
}
