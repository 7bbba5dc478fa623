package dev.signalbox.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import dev.signalbox.console.platform.SignedIn;
import dev.signalbox.console.signin.Passwords;
import java.util.UUID;

/** Asks for the current password, because an unlocked screen must not be enough to take an account over. */
final class ChangePassword extends Dialog {

    private final PasswordField current = new PasswordField("Current password");
    private final PasswordField wanted = new PasswordField("New password");
    private final SignedIn person;
    private final Passwords passwords;

    ChangePassword(SignedIn person, Passwords passwords) {
        this.person = person;
        this.passwords = passwords;
        setHeaderTitle("Change password");
        setWidth("400px");

        wanted.setHelperText("At least 12 characters. A few words are better than many signs.");
        current.setAutofocus(true);
        add(new FormLayout(current, wanted));

        var change = new Button("Change password", click -> change());
        change.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), change);
    }

    private static WrappedSession session() {
        return VaadinSession.getCurrent().getSession();
    }

    private void change() {
        wanted.setInvalid(!Passwords.acceptable(wanted.getValue()));
        wanted.setErrorMessage("Use at least 12 characters, and at most 72 bytes.");
        current.setInvalid(false);
        if (wanted.isInvalid()) {
            return;
        }
        if (passwords.change(UUID.fromString(person.userId()), current.getValue(), wanted.getValue(), session())) {
            close();
            Toast.done("Your password is changed. Your other sessions have ended.");
        } else {
            current.setInvalid(true);
            current.setErrorMessage("This is not your current password.");
        }
    }
}
