package dev.signalbox.console.workflows;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.platform.Tagged;
import dev.signalbox.console.shell.PageHead;
import jakarta.annotation.security.PermitAll;

/** One workflow: its draft with the graph beside it, and its versions. */
@Route("workflows/:workflow")
@PermitAll
final class WorkflowView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {

    private final Workflows workflows;
    private final PageHead head = new PageHead("", new Span());
    private final TabSheet tabs = new TabSheet();
    private final Draft draft;
    private final Versions versions;
    private String name = "";

    WorkflowView(Workflows workflows) {
        this.workflows = workflows;
        this.draft = new Draft(workflows, this::published);
        this.versions = new Versions(workflows, this::intoDraft);

        tabs.add("Draft", draft);
        tabs.add("Versions", versions);
        tabs.setWidthFull();
        tabs.addClassName("sb-tabs");
        addClassName("sb-page");
        add(head, tabs);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String id = event.getRouteParameters().get("workflow").orElseThrow();
        Tagged<Workflow> read = workflows.get(id);
        draft.open(read);
        show(read.value());
    }

    private void show(Workflow workflow) {
        name = workflow.name();
        head.title(name);
        head.about(
                WorkflowListView.state(workflow),
                new Span(workflow.description() == null ? "" : workflow.description()),
                runs(workflow));
        head.actions(draft.actions(workflow));
        versions.open(workflow, draft::text);
    }

    private static RouterLink runs(Workflow workflow) {
        var link = new RouterLink();
        link.setText("Its runs");
        link.getElement().setAttribute("href", "runs?workflow=" + workflow.id());
        return link;
    }

    private void published(Workflow workflow) {
        show(workflow);
    }

    private void intoDraft(WorkflowVersion version) {
        draft.replace(GraphText.pretty(version.graph()));
        tabs.setSelectedIndex(0);
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        if (draft.changed()) {
            var leaving = event.postpone();
            new LeaveDraft(leaving::proceed, leaving::cancel).open();
        }
    }

    @Override
    public String getPageTitle() {
        return name + " · Signalbox";
    }
}
