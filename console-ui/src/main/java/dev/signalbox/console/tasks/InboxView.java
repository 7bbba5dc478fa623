package dev.signalbox.console.tasks;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.platform.LiveRuns;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.runs.Runs;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.Refresher;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.workflows.Workflows;
import jakarta.annotation.security.PermitAll;

/** Everything that waits for a person, with all it takes to decide; live, so that what somebody else answered goes away. */
@Route("tasks")
@PageTitle("Waiting for you · Signalbox")
@Menu(title = "Waiting for you", order = 2, icon = "tasks")
@PermitAll
final class InboxView extends Div implements BeforeEnterObserver {

    private final Tasks tasks;
    private final RowList<HumanTask> list;
    private final Refresher<Page<HumanTask>> refresher;
    private String wanted = "";

    InboxView(Tasks tasks, Runs runs, Workflows workflows, LiveRuns live) {
        this.tasks = tasks;
        this.list = new RowList<>(
                HumanTask::taskId,
                task -> new TaskCard(
                        task,
                        workflows.name(task.workflowId()),
                        tasks,
                        runs,
                        this::readAgain,
                        task.taskId().equals(wanted)),
                new EmptyState("Nothing waits for you", "When a run needs a decision, it appears here by itself."));
        list.addClassName("sb-cards");

        refresher = Refresher.follow(this, live, change -> true, list::again, list::show);

        addClassName("sb-page");
        add(new PageHead("Waiting for you", "Questions that hold a run up until a person answers."), list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("task")
                .orElse("");
        refresher.supersede();
        list.read(tasks::pending);
    }

    private void readAgain() {
        refresher.now();
    }
}
