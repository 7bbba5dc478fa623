package dev.signalbox.console.members;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.signalbox.console.shell.Copy;

/** The link of a new invitation, this once. A click beside it does not lose it. */
final class LinkShownOnce extends Dialog {

    LinkShownOnce(String email, String link) {
        setHeaderTitle("Invitation for " + email);
        setWidth("min(620px, 96vw)");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);

        var secret = new Div(new Code(link), new Copy("Copy link", link));
        secret.addClassName("sb-secret");
        add(
                new Paragraph("Send them this link. It is not shown again."),
                secret,
                new Paragraph(
                        "It works once, for seven days. Whoever accepts it becomes a member, so send it to nobody else."));

        var done = new Button("I have copied it", click -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
