package dev.signalbox.console.members;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.signalbox.console.shell.When;
import java.time.Instant;

/** Somebody in a list: who they are, what they are, since when, and what one may do about it. */
final class PersonRow extends Div {

    private final Div standing = new Div();
    private final Div side = new Div();

    PersonRow(String who, String about, String role, Component when) {
        addClassName("sb-person-row");
        var person = new Div(new Span(who), new Span(about));
        person.addClassName("sb-cell-title");
        side.addClassName("sb-actions");
        add(person, new Span(role), when, standing, side);
    }

    static Span when(String word, Instant at) {
        return new Span(new Span(word), When.ago(at));
    }

    PersonRow standing(Component badge) {
        standing.add(badge);
        return this;
    }

    PersonRow may(boolean allowed, String words, Runnable deed) {
        return may(allowed, words, deed, ButtonVariant.SMALL);
    }

    /** Something that takes away. */
    PersonRow mayUndo(boolean allowed, String words, Runnable deed) {
        return may(allowed, words, deed, ButtonVariant.SMALL, ButtonVariant.ERROR);
    }

    private PersonRow may(boolean allowed, String words, Runnable deed, ButtonVariant... looks) {
        if (allowed) {
            var button = new Button(words, click -> deed.run());
            button.addThemeVariants(looks);
            side.add(button);
        }
        return this;
    }
}
