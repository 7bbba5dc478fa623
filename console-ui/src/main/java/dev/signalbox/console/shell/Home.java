package dev.signalbox.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** The way back from a dead end. */
final class Home {

    private Home() {}

    static Button button() {
        var button =
                new Button("To the command centre", click -> UI.getCurrent().navigate(""));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }
}
