package dev.signalbox.console.members;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Toast;

/** Everybody in the workspace. */
final class MemberList extends Div {

    private final Members members;
    private final Viewer viewer;
    private final RowList<Member> list =
            new RowList<>(Member::userId, this::row, new EmptyState("Nobody here", "Invite people to work together."));

    MemberList(Members members, Viewer viewer) {
        this.members = members;
        this.viewer = viewer;
        list.read(members::list);
        add(list);
    }

    private PersonRow row(Member member) {
        String you = viewer.is(member.userId()) ? " (you)" : "";
        return new PersonRow(
                        member.displayName() + you,
                        member.email(),
                        member.role().word(),
                        PersonRow.when("joined ", member.createdAt()))
                .standing(member.standing().badge())
                .may(viewer.mayChange(member), "Role…", () -> askForRole(member))
                .may(member.disabled() && viewer.mayChange(member), "Enable", () -> enable(member))
                .mayUndo(!member.disabled() && viewer.mayDisable(member), "Disable…", () -> askToDisable(member));
    }

    private void askForRole(Member member) {
        new ChangeRole<>(member.displayName(), viewer.gives(), member.role(), role -> {
                    try {
                        members.give(member, role);
                        Toast.done(member.displayName() + " is " + role.inSentence() + " now.");
                    } finally {
                        list.show(list.again());
                    }
                })
                .open();
    }

    private void askToDisable(Member member) {
        var dialog = new ConfirmDialog(
                "Disable " + member.displayName() + "?",
                "They and their tokens can do nothing here from now on, and invitations they sent are taken back. "
                        + "Their runs and history stay.",
                "Disable",
                confirmed -> disable(member));
        dialog.setCancelable(true);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void disable(Member member) {
        members.disable(member);
        list.show(list.again());
        Toast.done(member.displayName() + " is disabled.");
    }

    private void enable(Member member) {
        members.enable(member);
        list.show(list.again());
        Toast.done(member.displayName() + " is back, with all they had.");
    }
}
