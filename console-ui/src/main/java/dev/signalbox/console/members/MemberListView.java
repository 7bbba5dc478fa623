package dev.signalbox.console.members;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.PageHead;
import jakarta.annotation.security.PermitAll;
import java.util.List;

@Route("members")
@PageTitle("Members · Signalbox")
@Menu(title = "Members", order = 5, icon = "members")
@PermitAll
final class MemberListView extends Div implements BeforeEnterObserver {

    private final Members members;
    private final Invitations invitations;
    private final Projects projects;

    MemberListView(Members members, Invitations invitations, Projects projects) {
        this.members = members;
        this.invitations = invitations;
        this.projects = projects;
        addClassName("sb-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Viewer viewer = members.viewer();
        var head = new PageHead("Members", "Who belongs to this workspace and its projects.");
        var tabs = new TabSheet();
        tabs.setWidthFull();
        tabs.addClassName("sb-tabs");

        tabs.add("People", new MemberList(members, viewer));
        if (viewer.manages()) {
            List<Project> visible = projects.first();
            var awaited = new InvitationList(invitations, visible);
            Tab tab = tabs.add("Invitations", awaited);
            head.actions(invite(visible, () -> {
                awaited.readAgain();
                tabs.setSelectedTab(tab);
            }));
        }
        Tab byProject = tabs.add("Projects", new ProjectList(projects));
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter("show")
                .filter("projects"::equals)
                .ifPresent(_ -> tabs.setSelectedTab(byProject));

        removeAll();
        add(head, tabs);
    }

    private Button invite(List<Project> visible, Runnable afterwards) {
        List<Project> administered = visible.stream()
                .filter(project -> project.role() == ProjectRole.ADMIN)
                .toList();
        var invite = new Button("Invite", Icons.of("plus"), click -> new Invite(invitations, administered, made -> {
                    afterwards.run();
                    new LinkShownOnce(made.email(), invitations.link(made)).open();
                })
                .open());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        return invite;
    }
}
