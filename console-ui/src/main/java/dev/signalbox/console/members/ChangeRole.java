package dev.signalbox.console.members;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.List;
import java.util.function.Consumer;

/** Asks what somebody is to be from now on. */
final class ChangeRole<R extends Role> extends Dialog {

    ChangeRole(String who, List<R> roles, R now, Consumer<R> change) {
        setHeaderTitle("Role of " + who);
        setWidth("min(460px, 96vw)");

        var choice = new RoleChoice<>("From now on", roles, now);
        add(choice);

        var save = new Button("Change role", click -> {
            close();
            if (choice.getValue() != now) {
                change.accept(choice.getValue());
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), save);
    }
}
