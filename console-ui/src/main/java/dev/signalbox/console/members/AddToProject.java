package dev.signalbox.console.members;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks who of the workspace is to have a role in the project. */
final class AddToProject extends Dialog {

    private final ComboBox<Member> who = new ComboBox<>("Who");
    private final RoleChoice<ProjectRole> role;

    /** @param afterwards told the name of who was added */
    AddToProject(ProjectHand hand, Members members, Projects projects, Consumer<String> afterwards) {
        setHeaderTitle("Add to " + hand.project().name());
        setWidth("min(480px, 96vw)");

        who.setItems(outside(members, projects.firstMembers(hand.project().id())));
        who.setItemLabelGenerator(member -> member.displayName() + " · " + member.email());
        who.setHelperText("Somebody who is not in the workspace yet is invited first.");
        who.setErrorMessage("Choose who.");
        who.setAutofocus(true);
        List<ProjectRole> gives = hand.gives();
        role = new RoleChoice<>(
                "Role", gives, gives.contains(ProjectRole.CONTRIBUTOR) ? ProjectRole.CONTRIBUTOR : ProjectRole.VIEWER);
        add(new FormLayout(who), role);

        var add = new Button("Add", click -> {
            who.setInvalid(who.isEmpty());
            if (!who.isEmpty()) {
                projects.give(hand.project(), who.getValue().userId(), role.getValue());
                close();
                afterwards.accept(who.getValue().displayName());
            }
        });
        add.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), add);
    }

    private static List<Member> outside(Members members, List<ProjectMember> inside) {
        Set<String> ids = inside.stream().map(ProjectMember::userId).collect(Collectors.toSet());
        return members.everybody().stream()
                .filter(member -> !member.disabled() && !ids.contains(member.userId()))
                .toList();
    }
}
