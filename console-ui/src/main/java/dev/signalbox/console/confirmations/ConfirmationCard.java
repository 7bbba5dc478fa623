package dev.signalbox.console.confirmations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.JsonText;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.shell.When;

/** One call: who wants to make it, with what exactly, and the answer. */
final class ConfirmationCard extends Article {

    private static final int GONE = 410;

    private final Confirmation asked;
    private final Confirmations confirmations;
    private final Runnable afterwards;

    ConfirmationCard(Confirmation asked, Confirmations confirmations, Runnable afterwards, boolean wanted) {
        this.asked = asked;
        this.confirmations = confirmations;
        this.afterwards = afterwards;

        addClassNames("sb-panel", "sb-task");
        getElement().setAttribute("data-tone", wanted ? "bad" : "waiting");
        add(
                new H2("An agent wants to call " + asked.tool()),
                about(),
                new JsonText(asked.arguments()),
                meaning(),
                buttons());
    }

    private Div about() {
        String token = asked.tokenName() == null ? "somebody signed in" : "the token “" + asked.tokenName() + "”";
        var about = new Div(
                new Span("with " + token),
                When.ago(asked.createdAt()),
                new Span(new Span("ends "), When.ago(asked.expiresAt())),
                new Badge(Tone.BAD, "Secrets"));
        about.addClassName("sb-head-line");
        return about;
    }

    private static Paragraph meaning() {
        return new Paragraph(
                "Say yes only when you asked for this. It allows this one call with exactly these values, once.");
    }

    private Div buttons() {
        var confirm = new Button("Confirm", Icons.of("check"), click -> answer(true));
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SUCCESS);
        var decline = new Button("Decline", Icons.of("cross"), click -> answer(false));
        decline.addThemeVariants(ButtonVariant.ERROR);
        var buttons = new Div(confirm, decline);
        buttons.addClassName("sb-actions");
        return buttons;
    }

    private void answer(boolean accepted) {
        try {
            confirmations.answer(asked, accepted);
            Toast.done(accepted ? "Confirmed. The agent can make this call once." : "Declined.");
        } catch (PlatformProblem e) {
            if (e.status() != GONE) {
                throw e;
            }
            // It was answered in another window, or the five minutes are over
            Toast.refused(e.sentence());
        }
        afterwards.run();
    }
}
