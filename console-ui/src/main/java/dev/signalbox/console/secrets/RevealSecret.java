package dev.signalbox.console.secrets;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.shell.Copy;

/** Asks for a reason, then shows the value for as long as the dialog is open. */
final class RevealSecret extends Dialog {

    private final Secrets secrets;
    private final ProjectSecret secret;
    private final TextField reason = new TextField("Why do you need to see it?");
    private final Div answer = new Div();
    private final Button show = new Button("Show value", click -> show());

    RevealSecret(Secrets secrets, ProjectSecret secret) {
        this.secrets = secrets;
        this.secret = secret;
        setHeaderTitle("Show “" + secret.name() + "”");
        setWidth("min(560px, 96vw)");

        reason.setWidthFull();
        reason.setAutofocus(true);
        reason.setMaxLength(500);
        reason.setErrorMessage("A few words, for whoever reads the audit log.");
        show.addThemeVariants(ButtonVariant.PRIMARY);
        add(new Paragraph("The audit log keeps who saw it, when and why."), reason, answer);
        getFooter().add(new Button("Close", click -> close()), show);
    }

    private void show() {
        reason.setInvalid(reason.getValue().strip().length() < 3);
        if (reason.isInvalid()) {
            return;
        }
        try {
            shown(secrets.reveal(secret, reason.getValue().strip()));
        } catch (PlatformProblem problem) {
            String confirmation = problem.document().path("confirmation_id").asString("");
            if (confirmation.isEmpty()) {
                throw problem;
            }
            unconfirmed(confirmation);
        }
    }

    private void shown(Secrets.Shown found) {
        var value = new Div(new Code(found.value()), new Copy("Copy value", found.value()));
        value.addClassName("sb-secret");
        answer.removeAll();
        answer.add(value);
        reason.setReadOnly(true);
        show.setVisible(false);
    }

    private void unconfirmed(String confirmation) {
        var way = new Anchor("confirmations/" + confirmation, "Confirm it", AnchorTarget.BLANK);
        answer.removeAll();
        answer.add(
                new Paragraph(
                        "You signed in a while ago, so this needs your yes. Confirm it, then press the button again."),
                way);
    }
}
