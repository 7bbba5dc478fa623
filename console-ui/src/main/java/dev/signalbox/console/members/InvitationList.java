package dev.signalbox.console.members;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Toast;
import java.util.List;

/** Who is invited and has not come yet. */
final class InvitationList extends Div {

    private final Invitations invitations;
    private final List<Project> projects;
    private final RowList<Invitation> list = new RowList<>(
            Invitation::id,
            this::row,
            new EmptyState("Nobody is awaited", "An invitation stays here until it is accepted, for seven days."));

    InvitationList(Invitations invitations, List<Project> projects) {
        this.invitations = invitations;
        this.projects = projects;
        list.read((_, _) -> invitations.list());
        add(list);
    }

    void readAgain() {
        list.show(list.again());
    }

    private PersonRow row(Invitation invitation) {
        return new PersonRow(
                        invitation.email(),
                        project(invitation),
                        invitation.role().word(),
                        PersonRow.when("ends ", invitation.expiresAt()))
                .mayUndo(true, "Revoke…", () -> askToRevoke(invitation));
    }

    private String project(Invitation invitation) {
        ProjectRole role = invitation.projectRole();
        return role == null ? "To the workspace" : name(invitation) + ", as " + role.inSentence();
    }

    private String name(Invitation invitation) {
        return projects.stream()
                .filter(project -> project.id().equals(invitation.projectId()))
                .findFirst()
                .map(Project::name)
                .orElse("A project you do not see");
    }

    private void askToRevoke(Invitation invitation) {
        var dialog = new ConfirmDialog(
                "Take the invitation of " + invitation.email() + " back?",
                "Its link stops working at once. You can invite them again.",
                "Revoke",
                confirmed -> revoke(invitation));
        dialog.setCancelable(true);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void revoke(Invitation invitation) {
        try {
            invitations.revoke(invitation);
            Toast.done("The invitation of " + invitation.email() + " is taken back.");
        } finally {
            readAgain();
        }
    }
}
