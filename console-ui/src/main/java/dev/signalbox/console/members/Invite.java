package dev.signalbox.console.members;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import java.util.List;
import java.util.function.Consumer;

/** Asks whom to let in, as what, and into which project at once. */
final class Invite extends Dialog {

    private final EmailField email = new EmailField("E-mail");
    private final RoleChoice<TenantRole> role =
            new RoleChoice<>("Role", List.of(TenantRole.ADMIN, TenantRole.MEMBER), TenantRole.MEMBER);
    private final Select<Project> project = new Select<>();
    private final Select<ProjectRole> projectRole = new Select<>();
    private final Invitations invitations;
    private final Consumer<Invitation> afterwards;

    /** @param projects those the inviting person may let people into */
    Invite(Invitations invitations, List<Project> projects, Consumer<Invitation> afterwards) {
        this.invitations = invitations;
        this.afterwards = afterwards;
        setHeaderTitle("Invite somebody");
        setWidth("min(520px, 96vw)");

        email.setAutofocus(true);
        email.setErrorMessage("Write the address they read their mail at.");
        add(new FormLayout(email), role);
        if (!projects.isEmpty()) {
            add(intoProject(projects));
        }

        var invite = new Button("Make the link", click -> invite());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), invite);
    }

    private FormLayout intoProject(List<Project> projects) {
        project.setLabel("Also into a project");
        project.setItems(projects);
        project.setItemLabelGenerator(each -> each == null ? "None" : each.name());
        project.setEmptySelectionAllowed(true);
        project.setEmptySelectionCaption("None");
        projectRole.setLabel("Role there");
        projectRole.setItems(ProjectRole.values());
        projectRole.setItemLabelGenerator(ProjectRole::word);
        projectRole.setValue(ProjectRole.CONTRIBUTOR);
        projectRole.setEnabled(false);
        project.addValueChangeListener(change -> projectRole.setEnabled(change.getValue() != null));
        return new FormLayout(project, projectRole);
    }

    private void invite() {
        email.setInvalid(email.isInvalid() || email.isEmpty());
        if (!email.isInvalid()) {
            Invitation made = invitations.invite(
                    email.getValue().strip(), role.getValue(), project.getValue(), projectRole.getValue());
            close();
            afterwards.accept(made);
        }
    }
}
