package dev.signalbox.console.connectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks for a credential, which is kept and never shown again. */
final class CredentialDialog extends Dialog {

    private static final String EVERY = "All profiles without one of their own";

    private final Select<Credential.Kind> kind = new Select<>();
    private final Select<String> profile = new Select<>();
    private final TextField username = new TextField("User name");
    private final PasswordField secret = new PasswordField();
    private final Consumer<Connectors.GivenCredential> save;

    CredentialDialog(Connector connector, List<Profile> profiles, Consumer<Connectors.GivenCredential> save) {
        this.save = save;
        setHeaderTitle("Credential");
        setWidth("min(560px, 96vw)");

        kind.setLabel("Kind");
        kind.setItems(connector.kinds());
        kind.setItemLabelGenerator(Credential.Kind::words);
        kind.addValueChangeListener(changed -> show(changed.getValue()));
        kind.setValue(connector.kinds().getFirst());
        var choice = new ArrayList<>(List.of(EVERY));
        profiles.forEach(each -> choice.add(each.name()));
        profile.setLabel("For");
        profile.setItems(choice);
        profile.setValue(EVERY);
        username.setErrorMessage("A user name without a colon.");
        secret.setRevealButtonVisible(false);
        secret.getElement().setAttribute("autocomplete", "new-password");
        secret.setErrorMessage("This cannot be empty.");
        add(
                new Paragraph("It is kept sealed and handed to the connector with each call. Nobody can read it back."),
                new FormLayout(kind, profile, username, secret));

        var keep = new Button("Keep credential", click -> keep());
        keep.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), keep);
    }

    private void show(Credential.Kind chosen) {
        username.setVisible(chosen == Credential.Kind.BASIC);
        secret.setLabel(chosen.secret());
    }

    private void keep() {
        boolean named = kind.getValue() == Credential.Kind.BASIC;
        username.setInvalid(named && (username.isEmpty() || username.getValue().contains(":")));
        secret.setInvalid(secret.isEmpty());
        if (username.isInvalid() || secret.isInvalid()) {
            return;
        }
        save.accept(new Connectors.GivenCredential(
                EVERY.equals(profile.getValue()) ? null : profile.getValue(),
                kind.getValue(),
                named ? username.getValue() : null,
                secret.getValue()));
        close();
    }
}
