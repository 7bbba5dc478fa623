package dev.signalbox.console.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.platform.LiveRuns;
import dev.signalbox.console.runs.Run;
import dev.signalbox.console.runs.RunRow;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.Panel;
import dev.signalbox.console.shell.Refresher;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.shell.When;
import dev.signalbox.console.tasks.HumanTask;
import dev.signalbox.console.workflows.Workflows;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.function.Function;

/** The first page: the situation at a glance, live. */
@Route("")
@PageTitle("Command centre · Signalbox")
@Menu(title = "Command centre", order = 0, icon = "overview")
@PermitAll
final class CommandCentreView extends Div implements BeforeEnterObserver {

    private final Workflows workflows;
    private final Refresher<Situation> refresher;
    private final Figure running = new Figure("Running now", Tone.BUSY, "runs?show=running");
    private final Figure waiting = new Figure("Waiting for a person", Tone.WAITING, "tasks");
    private final Figure failed = new Figure("Failed in 24 hours", Tone.BAD, "runs?show=failed");
    private final Figure success = new Figure("Success in 24 hours", Tone.GOOD, "runs?show=completed");
    private final DayChart chart = new DayChart();
    private final Panel tasks = new Panel("Waiting for you").beside(link("Inbox", "tasks"));
    private final Panel failures = new Panel("Recent failures").beside(link("All failed", "runs?show=failed"));
    private final Panel live = new Panel("Running now").beside(link("All runs", "runs"));

    CommandCentreView(Situations situations, Workflows workflows, LiveRuns stream) {
        this.workflows = workflows;
        refresher = Refresher.follow(this, stream, change -> true, situations::now, this::show);

        addClassName("sb-page");
        var figures = new Div(running, waiting, failed, success);
        figures.addClassName("sb-figures");
        add(
                new PageHead("Command centre", "What runs, what waits for you, what failed."),
                figures,
                columns(tasks, live),
                columns(new Panel("Runs, hour by hour", chart), failures));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        workflows.learnNames();
        refresher.now();
    }

    private void show(Situation now) {
        Report report = now.report();
        Report.LiveCounts alive = report.live();
        running.show(
                String.valueOf(alive.inStatus("running")),
                alive.inStatus("queued") + " queued, " + alive.inStatus("paused") + " paused");
        long asked = alive.inPhase("awaiting_human");
        waiting.show(String.valueOf(asked), asked == 0 ? "nobody is asked" : "answer in the inbox");
        failed.show(
                String.valueOf(report.success().failed()), "of " + now.series().started() + " runs");
        success.show(report.success().words(), report.duration().words());
        chart.show(now.series());
        tasks.show(rows(
                now.tasks(), this::task, new EmptyState("Nothing waits for you", "Questions of runs appear here.")));
        live.show(rows(
                now.running(),
                this::run,
                new EmptyState("The line is clear", "No run is under way. Start one from a workflow.")));
        failures.show(
                rows(now.failed(), this::run, new EmptyState("No failures", "Nothing failed in the last 24 hours.")));
    }

    private static <T> Component rows(List<T> items, Function<T, Component> row, EmptyState whenEmpty) {
        if (items.isEmpty()) {
            return whenEmpty;
        }
        var rows = new Div();
        items.stream().map(row).forEach(rows::add);
        rows.addClassName("sb-rows");
        return rows;
    }

    private Component run(Run run) {
        return new RunRow(run, workflows.name(run.workflowId()));
    }

    private Component task(HumanTask task) {
        var what = new Div(
                new Span(task.title()), new Span(workflows.name(task.workflowId()) + " · step " + task.stepId()));
        what.addClassName("sb-cell-title");
        var row = link("", "tasks?task=" + task.taskId());
        row.addClassNames("sb-row", "sb-task-row");
        row.add(what, When.ago(task.createdAt()));
        return new Div(row);
    }

    private static Div columns(Component... panels) {
        var columns = new Div(panels);
        columns.addClassName("sb-columns");
        return columns;
    }

    private static RouterLink link(String words, String href) {
        var link = new RouterLink();
        link.setText(words);
        link.getElement().setAttribute("href", href);
        return link;
    }
}
