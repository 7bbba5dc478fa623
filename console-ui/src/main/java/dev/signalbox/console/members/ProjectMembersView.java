package dev.signalbox.console.members;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Toast;
import jakarta.annotation.security.PermitAll;

/** Who has a role of their own in one project. */
@Route("members/projects/:project")
@PermitAll
final class ProjectMembersView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Members members;
    private final Projects projects;
    private String name = "";

    ProjectMembersView(Members members, Projects projects) {
        this.members = members;
        this.projects = projects;
        addClassName("sb-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(event.getRouteParameters().get("project").orElseThrow());
    }

    private void show(String id) {
        Project project = projects.get(id);
        ProjectHand hand = ProjectHand.of(members.viewer(), project, projects.firstMembers(id));
        name = project.name();

        var head = new PageHead(name, new Span());
        head.about(project.badge(), new Span(about(project)), back());
        if (hand.manages()) {
            head.actions(add(hand));
        }
        var list = new RowList<ProjectMember>(ProjectMember::userId, member -> row(hand, member), nobody(project));
        list.read((cursor, limit) -> projects.members(id, cursor, limit));
        removeAll();
        add(head, list);
    }

    private static String about(Project project) {
        return project.open()
                ? "Everybody in the workspace contributes. Here are those with a role of their own."
                : "Only these people work here. The workspace’s admins may look.";
    }

    private static RouterLink back() {
        var link = new RouterLink();
        link.setText("All projects");
        link.getElement().setAttribute("href", "members?show=projects");
        return link;
    }

    private static EmptyState nobody(Project project) {
        return project.open()
                ? new EmptyState("Nobody stands out", "Everybody in the workspace contributes to this project.")
                : new EmptyState("Nobody works here", "A private project is for those who are added to it.");
    }

    private Button add(ProjectHand hand) {
        var add = new Button("Add member", Icons.of("plus"), click -> new AddToProject(
                        hand, members, projects, added -> done(hand, added + " works in " + name + " now."))
                .open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        return add;
    }

    private PersonRow row(ProjectHand hand, ProjectMember member) {
        boolean you = hand.viewer().is(member.userId());
        var row = new PersonRow(
                member.displayName() + (you ? " (you)" : ""),
                member.email(),
                member.role().word(),
                PersonRow.when("added ", member.createdAt()));
        if (member.disabled()) {
            row.standing(Member.standing(true).badge());
        }
        return row.may(hand.mayChange(member), "Role…", () -> askForRole(hand, member))
                .mayUndo(hand.mayRemove(member), you ? "Leave…" : "Remove…", () -> askToRemove(hand, member, you));
    }

    private void askForRole(ProjectHand hand, ProjectMember member) {
        new ChangeRole<>(member.displayName(), hand.gives(), member.role(), role -> {
                    projects.give(hand.project(), member.userId(), role);
                    done(hand, "The role of " + member.displayName() + " is changed.");
                })
                .open();
    }

    private void askToRemove(ProjectHand hand, ProjectMember member, boolean you) {
        var dialog = new ConfirmDialog(
                you ? "Leave " + name + "?" : "Remove " + member.displayName() + " from " + name + "?",
                hand.project().open()
                        ? "What remains is what everybody in the workspace may do in a public project."
                        : "Without a role there is no way into a private project.",
                you ? "Leave" : "Remove",
                confirmed -> {
                    projects.remove(hand.project(), member);
                    done(hand, you ? "You left " + name + "." : member.displayName() + " is removed.");
                });
        dialog.setCancelable(true);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    /** Read anew as a whole: what the viewer may do here may have changed with it. */
    private void done(ProjectHand hand, String sentence) {
        Toast.done(sentence);
        show(hand.project().id());
    }

    @Override
    public String getPageTitle() {
        return name + " · Members · Signalbox";
    }
}
