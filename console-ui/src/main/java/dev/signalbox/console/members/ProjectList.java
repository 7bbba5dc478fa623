package dev.signalbox.console.members;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.RowList;

/** The projects the viewer sees; each leads to its members. */
final class ProjectList extends Div {

    ProjectList(Projects projects) {
        var list = new RowList<>(
                Project::id,
                ProjectList::row,
                new EmptyState("No project yet", "A project holds workflows, and lets in who works on them."));
        list.read(projects::list);
        add(list);
    }

    private static Div row(Project project) {
        var link = new RouterLink(ProjectMembersView.class, new RouteParameters("project", project.id()));
        link.addClassNames("sb-row", "sb-project-row");
        var what = new Div(
                new Span(project.name()), new Span("You are " + project.role().inSentence() + " here"));
        what.addClassName("sb-cell-title");
        link.add(what, project.badge());
        return new Div(link);
    }
}
