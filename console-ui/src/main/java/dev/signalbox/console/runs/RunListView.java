package dev.signalbox.console.runs;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.platform.LiveRuns;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.Refresher;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.workflows.Workflow;
import dev.signalbox.console.workflows.Workflows;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** All runs of the workspace, newest first and live. What is shown stands in the address, so that it can be shared. */
@Route("runs")
@PageTitle("Runs · Signalbox")
@Menu(title = "Runs", order = 1, icon = "runs")
@PermitAll
final class RunListView extends Div implements BeforeEnterObserver {

    private final Runs runs;
    private final Workflows workflows;
    private final Select<Showing> showing = new Select<>();
    private final ComboBox<Workflow> workflow = new ComboBox<>();
    private final RowList<Run> list;
    private final Refresher<Page<Run>> refresher;

    RunListView(Runs runs, Workflows workflows, LiveRuns live) {
        this.runs = runs;
        this.workflows = workflows;
        this.list = new RowList<>(
                Run::runId,
                run -> new RunRow(run, workflows.name(run.workflowId())),
                new EmptyState(
                        "No runs here", "Nothing matches, or nothing was started yet. Start one from a workflow."));

        showing.addValueChangeListener(change -> goTo(change.isFromClient()));
        workflow.addValueChangeListener(change -> goTo(change.isFromClient()));
        refresher = Refresher.follow(this, live, change -> true, list::again, list::show);

        addClassName("sb-page");
        add(new PageHead("Runs", "Newest first, and live.").actions(showing(), workflow()), list);
    }

    private Select<Showing> showing() {
        showing.setItems(Showing.values());
        showing.setItemLabelGenerator(Showing::label);
        showing.setAriaLabel("Status");
        return showing;
    }

    private ComboBox<Workflow> workflow() {
        workflow.setItemLabelGenerator(Workflow::name);
        workflow.setPlaceholder("All workflows");
        workflow.setClearButtonVisible(true);
        workflow.setAriaLabel("Workflow");
        return workflow;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = event.getLocation().getQueryParameters();
        var all = workflows.list(null, 200).items();
        String wanted = asked.getSingleParameter("workflow").orElse(null);

        workflow.setItems(all);
        workflow.setValue(all.stream()
                .filter(each -> each.id().equals(wanted))
                .findFirst()
                .orElse(null));
        showing.setValue(asked.getSingleParameter("show").map(Showing::inUrl).orElse(Showing.ALL));
        read(showing.getValue().of(wanted));
    }

    private void read(RunFilter filter) {
        refresher.supersede();
        list.read((cursor, limit) -> runs.list(filter, cursor, limit));
    }

    private void goTo(boolean byHand) {
        if (byHand) {
            UI.getCurrent().navigate(RunListView.class, parameters(showing.getValue(), workflow.getValue()));
        }
    }

    private static QueryParameters parameters(Showing showing, @Nullable Workflow workflow) {
        var chosen = new HashMap<String, String>();
        if (showing != Showing.ALL) {
            chosen.put("show", showing.inUrl());
        }
        if (workflow != null) {
            chosen.put("workflow", workflow.id());
        }
        return QueryParameters.simple(chosen);
    }
}
