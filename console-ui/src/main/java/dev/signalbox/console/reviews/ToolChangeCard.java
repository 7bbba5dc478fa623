package dev.signalbox.console.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.signalbox.console.reviews.ToolReviews.Change;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.Panel;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.shell.When;
import java.util.function.Consumer;

/** One difference, line by line, and the button that agrees to it. */
final class ToolChangeCard extends Div {

    ToolChangeCard(Change change, Consumer<Change> approve) {
        var review = change.review();
        var lines = new UnorderedList();
        review.difference().forEach(line -> lines.add(new ListItem(line)));
        var seen = new Div(new Span(change.instanceName() + " · seen "), When.ago(review.seenAt()));
        var panel = new Panel(review.tool(), seen, lines).beside(badge(review));
        if (!review.refused()) {
            panel.beside(button(change, approve));
        }
        add(panel);
    }

    private static Badge badge(ToolReview review) {
        return switch (review.kind()) {
            case "new" -> new Badge(Tone.WAITING, "New");
            case "changed" -> new Badge(Tone.BAD, "Changed");
            case "gone" -> new Badge(Tone.STOPPED, "Gone");
            default -> new Badge(Tone.IDLE, "Refused");
        };
    }

    private static Button button(Change change, Consumer<Change> approve) {
        var button = new Button(
                change.review().kind().equals("gone") ? "Remove" : "Approve", click -> approve.accept(change));
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.PRIMARY);
        return button;
    }
}
