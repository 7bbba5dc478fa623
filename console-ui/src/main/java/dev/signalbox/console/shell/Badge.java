package dev.signalbox.console.shell;

import com.vaadin.flow.component.html.Span;

/** A status as colour, sign and word. */
public final class Badge extends Span {

    public Badge(Tone tone, String word) {
        super(word);
        addClassName("sb-badge");
        getElement().setAttribute("data-tone", tone.css());
    }
}
