package dev.signalbox.console.workflows;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.shell.When;
import jakarta.annotation.security.PermitAll;

@Route("workflows")
@PageTitle("Workflows · Signalbox")
@Menu(title = "Workflows", order = 3, icon = "workflows")
@PermitAll
final class WorkflowListView extends Div implements BeforeEnterObserver {

    private final Workflows workflows;
    private final RowList<Workflow> list;

    WorkflowListView(Workflows workflows) {
        this.workflows = workflows;
        list = new RowList<>(
                Workflow::id,
                WorkflowListView::row,
                new EmptyState(
                        "No workflows yet",
                        "A workflow is a graph of steps that agents, scripts and people go through together.",
                        create()));

        addClassName("sb-page");
        add(new PageHead("Workflows", "What can be run in this workspace.").actions(create()), list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        list.read(workflows::list);
    }

    private Button create() {
        var create =
                new Button("New workflow", Icons.of("plus"), click -> new NewWorkflow(workflows, this::open).open());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        return create;
    }

    private void open(Workflow workflow) {
        UI.getCurrent().navigate(WorkflowView.class, new RouteParam("workflow", workflow.id()));
    }

    private static Div row(Workflow workflow) {
        var link = new RouterLink(
                WorkflowView.class, new com.vaadin.flow.router.RouteParameters("workflow", workflow.id()));
        link.addClassNames("sb-row", "sb-workflow-row");
        var what = new Div(
                new Span(workflow.name()), new Span(workflow.description() == null ? "" : workflow.description()));
        what.addClassName("sb-cell-title");
        link.add(what, state(workflow), When.ago(workflow.updatedAt()));
        return new Div(link);
    }

    static Badge state(Workflow workflow) {
        if (workflow.archivedAt() != null) {
            return new Badge(Tone.STOPPED, "Archived");
        }
        return workflow.published()
                ? new Badge(Tone.GOOD, "Version " + workflow.latestVersion())
                : new Badge(Tone.IDLE, "Draft");
    }
}
